package dev.hilo.simulator.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Found;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Future;

/** The campaigns of the account. They are registered by hand with the carrier; the API only lists them. */
public final class Campaigns {

    private static final String BRAND = "Hilo Demo";

    private final Switches switches;
    private final List<Campaign> registered = new ArrayList<>();
    private final ToLongFunction<String> assigned;

    /** @param assigned how many numbers a campaign has */
    public Campaigns(Switches switches, ToLongFunction<String> assigned) {
        this.switches = switches;
        this.assigned = assigned;
    }

    /** As the carrier's staff does after an approved registration: a new one, or other words for a known one. */
    public void register(Campaign campaign) {
        registered.removeIf(known -> known.tcr().equals(campaign.tcr()));
        registered.add(campaign);
    }

    /** Only those that the switch names again. */
    public void clear() {
        registered.clear();
    }

    public boolean has(String tcr) {
        return all().anyMatch(campaign -> campaign.tcr().equals(tcr));
    }

    /** GET /campaigns[?Tcr=]. {@code Count} is a string. */
    public Future<Answer> list(Call call) {
        var wanted = call.query("Tcr");
        var found = Json.array();
        all().filter(campaign -> wanted.isEmpty() || wanted.get().equals(campaign.tcr()))
                .forEach(campaign -> found.addObject().put("Tcr", campaign.tcr()).put("Brand", campaign.brand())
                        .put("Count", Long.toString(assigned.applyAsLong(campaign.tcr())))
                        .put("Approval", campaign.approval()).put("Activation Date", campaign.activatedAt()));
        if (switches.get(Switch.LOOSE_TYPES)) {
            found.forEach(campaign -> ((ObjectNode) campaign).put("Count", campaign.path("Count").asLong()));
        }
        return Found.answer(switches, found, Refusal.notFound("Campaign not found"));
    }

    private Stream<Campaign> all() {
        var named = Stream.of(switches.get(Switch.CAMPAIGNS).split(",", -1)).map(String::strip)
                .filter(id -> !id.isEmpty() && registered.stream().noneMatch(campaign -> campaign.tcr().equals(id)))
                .map(id -> new Campaign(id, BRAND, "Y",
                        id.equals("C0DEMO1") ? "2026-01-15 10:12:41" : "2026-02-03 16:23:35"));
        return Stream.concat(named, registered.stream());
    }
}
