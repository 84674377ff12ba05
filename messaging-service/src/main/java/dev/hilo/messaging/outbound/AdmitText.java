package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.consent.Gate;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.quiet.QuietConfig;
import dev.hilo.messaging.quiet.QuietHours;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/** Asks everybody who may keep a person's text back: the contact's wishes, their night, the carrier. */
@ApplicationScoped
class AdmitText {

    private final Gate gate;
    private final QuietHours quietHours;
    private final CarrierRest carrierRest;
    private final QuietConfig quiet;
    private final OutboundConfig config;

    AdmitText(Gate gate, QuietHours quietHours, CarrierRest carrierRest, QuietConfig quiet,
            OutboundConfig config) {
        this.gate = gate;
        this.quietHours = quietHours;
        this.carrierRest = carrierRest;
        this.quiet = quiet;
        this.config = config;
    }

    /** Before the conversation is locked: from here to the commit nobody records an opt-out beside us. */
    Uni<Void> hold(SqlConnection transaction, PhoneNumber contact) {
        return gate.hold(transaction, List.of(contact));
    }

    Uni<Admission> ask(SqlConnection transaction, Conversation conversation, UUID messageId, Lane lane,
            Instant sendAt) {
        var key = conversation.key();
        var text = new Admission.Applicant(lane, conversation.now(), sendAt, replyUntil(conversation));
        var departing = new Gate.Departing(messageId, key.did(), key.contact(), Passage.ORDINARY, text.isAwaited());
        return gate.verdicts(transaction, List.of(departing))
                .map(verdicts -> verdicts.getOrDefault(messageId, new Verdict.Passes()))
                .chain(verdict -> quietHours.at(transaction, List.of(key.contact()), sendAt)
                        .chain(quiet -> carrierRest.current(transaction)
                                .map(resting -> Admission.of(text, verdict, quiet.get(key.contact()),
                                        resting.isPresent(), config.validity()))));
    }

    /** @throws ProblemException opted-out or quiet-hours, with what the client needs to go on */
    static Admission.Granted require(Admission admission) {
        return switch (admission) {
            case Admission.Granted granted -> granted;
            case Admission.OptedOut silenced -> throw ProblemException.of(MessagingProblem.OPTED_OUT,
                    "only the contact, by START, or a manager can take that back", Map.of("since", silenced.since()));
            case Admission.AtNight night -> throw ProblemException.of(MessagingProblem.QUIET_HOURS,
                    "send it with \"sendAt\": \"" + night.quiet().opensAt() + "\" or later",
                    Map.of("opensAt", night.quiet().opensAt(), "zone", night.quiet().zone().getId(), "rule",
                            night.quiet().rule()));
        };
    }

    private @Nullable Instant replyUntil(Conversation conversation) {
        var wrote = conversation.lastInboundAt();
        if (wrote == null) {
            return null;
        }
        var until = wrote.plus(quiet.replyWindow());
        return until.isBefore(conversation.now()) ? null : until;
    }
}
