package dev.hilo.messaging.carrier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Uni;

/** A carrier without a network, for rules that need one. */
final class FakeCarrier implements Carrier {

    private final CarrierContract.Mood mood;
    private final AtomicInteger references = new AtomicInteger();

    FakeCarrier(CarrierContract.Mood mood) {
        this.mood = mood;
    }

    @Override
    public Uni<Answered> send(CarrierMessage message) {
        return Uni.createFrom().item(switch (mood) {
            case WELL -> new Answered(new Outcome.Accepted("%08X".formatted(references.incrementAndGet())), 200, "");
            case RATE_LIMITED -> new Answered(
                    new Outcome.NotAccepted(Outcome.Reason.RATE_LIMITED, Duration.ofSeconds(1)), 429, "");
            case FORBIDDEN ->
                new Answered(new Outcome.Refused(Outcome.Why.FUNDS, "http-403", "Insufficient funds"), 403, "");
            case FAILED_INSIDE_200 ->
                new Answered(new Outcome.Refused(Outcome.Why.OTHER, "7501", "Not enabled"), 200, "");
            case HTML_500 -> new Answered(new Outcome.Unknown("http-500"), 500, "<html>");
            case BREAKS_OFF -> new Answered(new Outcome.Unknown("connection-broke"), null, "reset");
            case SILENT_AFTER_ACCEPTING -> new Answered(new Outcome.Unknown("timed-out"), null, "timeout");
        });
    }
}
