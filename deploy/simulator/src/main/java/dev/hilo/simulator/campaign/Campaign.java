package dev.hilo.simulator.campaign;

/** A registered campaign. {@code approval} is {@code Y} once the registry has approved it. */
public record Campaign(String tcr, String brand, String approval, String activatedAt) {
}
