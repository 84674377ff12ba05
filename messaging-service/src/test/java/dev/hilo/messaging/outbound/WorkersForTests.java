package dev.hilo.messaging.outbound;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.carrier.Carrier;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.consent.Gate;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.media.Uploads;
import dev.hilo.messaging.pacing.Buckets;
import dev.hilo.messaging.pacing.PacingConfig;
import dev.hilo.messaging.quiet.QuietHours;
import dev.hilo.platform.identity.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.core.Vertx;

/** More workers beside the service's own, as more instances would have them. They are woken by hand. */
@ApplicationScoped
class WorkersForTests {

    private final DueTexts dueTexts;
    private final Conversations conversations;
    private final Gate gate;
    private final QuietHours quietHours;
    private final Buckets buckets;
    private final Uploads uploads;
    private final OutboundConfig config;
    private final PacingConfig pacing;
    private final Ids ids;
    private final LastCheck lastCheck;
    private final Carrier carrier;
    private final CarrierRest rest;
    private final RecordOutcome outcomes;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry meters;

    WorkersForTests(DueTexts dueTexts, Conversations conversations, Gate gate, QuietHours quietHours, Buckets buckets,
            Uploads uploads, OutboundConfig config, PacingConfig pacing, Ids ids, LastCheck lastCheck, Carrier carrier,
            CarrierRest rest, RecordOutcome outcomes, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.dueTexts = dueTexts;
        this.conversations = conversations;
        this.gate = gate;
        this.quietHours = quietHours;
        this.buckets = buckets;
        this.uploads = uploads;
        this.config = config;
        this.pacing = pacing;
        this.ids = ids;
        this.lastCheck = lastCheck;
        this.carrier = carrier;
        this.rest = rest;
        this.outcomes = outcomes;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
    }

    SendWorker another() {
        return new SendWorker(new Claims(dueTexts, conversations, gate, quietHours, buckets, uploads, config, pacing,
                ids), lastCheck, carrier, rest, outcomes, config, vertx, clock, meters);
    }
}
