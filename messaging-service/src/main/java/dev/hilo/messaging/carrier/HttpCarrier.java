package dev.hilo.messaging.carrier;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;

import io.smallrye.mutiny.Uni;

/** BulkVS over HTTP. */
@ApplicationScoped
class HttpCarrier implements Carrier {

    /** As much of an answer as an attempt keeps. */
    private static final int LONGEST_BODY = 2_000;

    private final GuardedBulkVs carrier;
    private final Clock clock;
    private final OutcomeRule rule;

    HttpCarrier(GuardedBulkVs carrier, CarrierConfig config, Clock clock) {
        this.carrier = carrier;
        this.clock = clock;
        this.rule = new OutcomeRule(config.passingFailures().orElse(Set.of()).stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Answered> send(CarrierMessage message) {
        var request = new BulkVs.SendRequest(message.from().carrierDigits(),
                List.of(message.to().carrierDigits()), message.text(),
                message.mediaUrls().isEmpty() ? null : message.mediaUrls());
        return Uni.createFrom().deferred(() -> carrier.send(request))
                .onFailure(GuardedBulkVs.Troubled.class)
                .recoverWithItem(GuardedBulkVs.Troubled::raw)
                .map(this::understood)
                .onFailure().recoverWithItem(this::understood);
    }

    private Answered understood(GuardedBulkVs.Raw raw) {
        return new Answered(rule.of(raw.status(), raw.body(), raw.retryAfter(), clock.instant()), raw.status(),
                cut(raw.body()));
    }

    private Answered understood(Throwable failure) {
        if (failure instanceof WebApplicationException answered) {
            var status = answered.getResponse().getStatus();
            return new Answered(rule.of(status, "", answered.getResponse().getHeaderString("Retry-After"),
                    clock.instant()), status, "");
        }
        return new Answered(OutcomeRule.of(OutcomeRule.kindOf(failure)), null, cut(failure.toString()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text;
    }
}
