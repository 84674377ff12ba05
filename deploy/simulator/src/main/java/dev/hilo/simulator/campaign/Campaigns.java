package dev.hilo.simulator.campaign;

import java.util.List;
import java.util.function.ToLongFunction;

import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Future;

/** The campaigns of the account. They are registered by hand with the carrier; the API only lists them. */
public final class Campaigns {

    private final List<Campaign> all = List.of(
            new Campaign("C0DEMO1", "Hilo Demo", "Y", "2026-01-15 10:12:41"),
            new Campaign("C0DEMO2", "Hilo Demo", "Y", "2026-02-03 16:23:35"));
    private final ToLongFunction<String> assigned;

    /** @param assigned how many numbers a campaign has */
    public Campaigns(ToLongFunction<String> assigned) {
        this.assigned = assigned;
    }

    public boolean has(String tcr) {
        return all.stream().anyMatch(campaign -> campaign.tcr().equals(tcr));
    }

    /** GET /campaigns[?Tcr=]. {@code Count} is a string. */
    public Future<Answer> list(Call call) {
        var wanted = call.query("Tcr");
        var found = Json.array();
        all.stream().filter(campaign -> wanted.isEmpty() || wanted.get().equals(campaign.tcr()))
                .forEach(campaign -> found.addObject().put("Tcr", campaign.tcr()).put("Brand", campaign.brand())
                        .put("Count", Long.toString(assigned.applyAsLong(campaign.tcr())))
                        .put("Approval", campaign.approval()).put("Activation Date", campaign.activatedAt()));
        if (found.isEmpty()) {
            throw Refusal.notFound("Campaign not found");
        }
        return Future.succeededFuture(Answer.ok(found));
    }
}
