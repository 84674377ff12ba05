package dev.hilo.local.seed;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** One conversation as it grows: what its row will say at the end. */
final class Person {

    private static final List<String> FIRST = List.of("Lucía", "Mateo", "Valentina", "Diego", "Sofía", "Andrés",
            "Camila",
            "Javier", "Inés", "Óscar", "Begoña", "Raúl", "Emma", "Noah", "Olivia", "Liam", "Grace", "Ethan", "Zoe",
            "Henry", "Ruth", "Owen", "Nora", "Felix");
    private static final List<String> LAST = List.of("Peña", "Muñoz", "Ibáñez", "Castaño", "Ríos", "Vega", "Salas",
            "Navarro", "Quiroga", "Solís", "Baker", "Carter", "Doyle", "Ellis", "Foster", "Hayes", "Keller", "Morgan",
            "Porter", "Walsh");
    private static final List<List<String>> LABELS = List.of(List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of("pedido"), List.of("pedido"), List.of("factura"), List.of("devolucion"), List.of("cita"),
            List.of("vip"), List.of("pedido", "urgente"), List.of("vip", "factura"), List.of("queja"));

    final UUID id;
    final OurNumber number;
    final String external;
    final boolean spanish;
    final String name;
    final boolean named;
    final List<String> labels;
    final Instant createdAt;

    /** What is being said, and how far. */
    List<Talk.Line> lines = List.of();
    int line;

    long seq;
    long inbound;
    long lastOutboundSeq;
    long readSeq;
    @Nullable
    Instant waitingSince;
    @Nullable
    Instant lastInboundAt;
    @Nullable
    String assignee;
    Instant openedAt;
    @Nullable
    Last last;

    /** @param user of ours, for what one of us wrote */
    record Last(UUID id, Talk.Speaker speaker, String status, String body, Instant at, @Nullable String user) {
    }

    /** One of our numbers, and who answers there. */
    record OurNumber(String did, List<String> agents) {
    }

    Person(UUID id, OurNumber number, String external, Instant at, Random random) {
        this.id = id;
        this.number = number;
        this.external = external;
        this.spanish = random.nextInt(100) < 60;
        this.name = FIRST.get(random.nextInt(FIRST.size())) + " " + LAST.get(random.nextInt(LAST.size()));
        this.named = random.nextInt(100) < 65;
        this.labels = LABELS.get(random.nextInt(LABELS.size()));
        this.createdAt = at;
        this.openedAt = at;
        this.assignee = random.nextInt(100) < 70 ? agent(random) : null;
    }

    String agent(Random random) {
        return number.agents().get(random.nextInt(number.agents().size()));
    }

    boolean hasEnded() {
        return line >= lines.size();
    }
}
