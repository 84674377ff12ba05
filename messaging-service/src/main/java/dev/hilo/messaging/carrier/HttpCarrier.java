package dev.hilo.messaging.carrier;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;

import io.smallrye.mutiny.Uni;

/** BulkVS over HTTP. */
@ApplicationScoped
class HttpCarrier implements Carrier {

    /** As much of an answer as an attempt keeps. */
    private static final int LONGEST_BODY = 2_000;

    private final GuardedBulkVs carrier;

    HttpCarrier(GuardedBulkVs carrier) {
        this.carrier = carrier;
    }

    @Override
    public Uni<Answered> send(CarrierMessage message) {
        var request = new BulkVs.SendRequest(message.from().carrierDigits(),
                List.of(message.to().carrierDigits()), message.text(),
                message.mediaUrls().isEmpty() ? null : message.mediaUrls());
        return Uni.createFrom().deferred(() -> carrier.send(request))
                .onFailure(GuardedBulkVs.Troubled.class)
                .recoverWithItem(GuardedBulkVs.Troubled::raw)
                .map(HttpCarrier::understood)
                .onFailure().recoverWithItem(HttpCarrier::understood);
    }

    private static Answered understood(GuardedBulkVs.Raw raw) {
        return new Answered(OutcomeRule.of(raw.status(), raw.body(), raw.retryAfter()), raw.status(),
                cut(raw.body()));
    }

    private static Answered understood(Throwable failure) {
        if (failure instanceof WebApplicationException answered) {
            var status = answered.getResponse().getStatus();
            return new Answered(OutcomeRule.of(status, "", answered.getResponse().getHeaderString("Retry-After")),
                    status, "");
        }
        return new Answered(OutcomeRule.of(OutcomeRule.kindOf(failure)), null, cut(failure.toString()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text;
    }
}
