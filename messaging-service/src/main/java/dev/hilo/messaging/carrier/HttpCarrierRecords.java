package dev.hilo.messaging.carrier;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;

import io.smallrye.mutiny.Uni;

/** BulkVS's records over HTTP. */
@ApplicationScoped
class HttpCarrierRecords implements CarrierRecords {

    private final GuardedRecords carrier;
    private final CarrierConfig config;

    HttpCarrierRecords(GuardedRecords carrier, CarrierConfig config) {
        this.carrier = carrier;
        this.config = config;
    }

    @Override
    public Uni<List<CarrierRecord>> between(CarrierRecord.Kind kind, Instant from, Instant until) {
        // Outwards, to whole seconds.
        var end = until.getNano() == 0 ? until.getEpochSecond() : until.getEpochSecond() + 1;
        return Uni.createFrom().deferred(() -> carrier.between(kind.wire(), from.getEpochSecond(), end))
                .map(raw -> RecordsRule.of(raw.status(), raw.body(), kind, config.zone()))
                .onFailure(failure -> !(failure instanceof RecordsUnavailable))
                .transform(HttpCarrierRecords::unavailable);
    }

    private static RecordsUnavailable unavailable(Throwable failure) {
        return new RecordsUnavailable(failure instanceof WebApplicationException answered
                ? "http-" + answered.getResponse().getStatus()
                : OutcomeRule.kindOf(failure).name());
    }
}
