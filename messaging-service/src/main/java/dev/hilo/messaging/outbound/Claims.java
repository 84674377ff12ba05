package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.carrier.CarrierMessage;
import dev.hilo.messaging.consent.Gate;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.Uploads;
import dev.hilo.messaging.outbound.DueTexts.Look;
import dev.hilo.messaging.outbound.DueTexts.Places;
import dev.hilo.messaging.pacing.Buckets;
import dev.hilo.messaging.pacing.Pacer;
import dev.hilo.messaging.pacing.PacingConfig;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.messaging.quiet.QuietHours;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Takes texts out of the queue for one worker, each with the slot at which it leaves: of each conversation only the one
 * whose turn it is, and none while another of it is under way. Any number of instances do this side by side; what one
 * has locked the others skip, and the buckets they share are locked last.
 */
@ApplicationScoped
class Claims {

    /**
     * A text on its way, under the token it was claimed with.
     *
     * @param slot when it leaves; its buckets have moved for it
     * @param ahead it was claimed before its slot, so it is asked again whether it may leave
     */
    record Claim(UUID messageId, UUID threadId, UUID attemptId, long token, CarrierMessage message, boolean mms,
            int segments, Instant slot, boolean ahead) {

        Claim at(Instant another) {
            return new Claim(messageId, threadId, attemptId, token, message, mms, segments, another, ahead);
        }
    }

    /** @param nextAt when there may be more without anybody saying so */
    record Claimed(List<Claim> claims, @Nullable Instant nextAt) {
    }

    private record Leaving(Due text, Instant slot, boolean ahead) {
    }

    /** What the decision about some texts needs: they, their conversations and the contacts' wishes are locked. */
    private record Facts(List<Due> texts, Map<UUID, Conversation> open, Map<UUID, Message> messages,
            Map<UUID, Verdict> verdicts, Map<PhoneNumber, Quiet> quiet, Pacer pacer) {

        Conversation conversation(Due text) {
            return Objects.requireNonNull(open.get(text.threadId()), "locked");
        }

        Message message(Due text) {
            return Objects.requireNonNull(messages.get(text.messageId()), "referenced");
        }
    }

    private record Waiting(Due text, Departure.Waits until) {
    }

    /** What was decided, in memory; the rows follow. */
    private record Decided(List<Leaving> leaving, List<UUID> finished, List<Waiting> waiting) {

        Decided() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private static final String LEASE = """
            update send_queue set lease_owner = $2, lease_token = $3, lease_until = $4, attempts = attempts + 1
            where message_id = $1
            """;

    private static final String ATTEMPT = """
            insert into attempt (id, message_id, token, started_at, request, asked_by)
            select $1, q.message_id, $3, $4, $5, q.asked_by from send_queue q where q.message_id = $2
            """;

    private final DueTexts dueTexts;
    private final Conversations conversations;
    private final Gate gate;
    private final QuietHours quietHours;
    private final Buckets buckets;
    private final Uploads uploads;
    private final OutboundConfig config;
    private final PacingConfig pacing;
    private final Ids ids;
    private final String owner;

    Claims(DueTexts dueTexts, Conversations conversations, Gate gate, QuietHours quietHours, Buckets buckets,
            Uploads uploads, OutboundConfig config, PacingConfig pacing, Ids ids) {
        this.dueTexts = dueTexts;
        this.conversations = conversations;
        this.gate = gate;
        this.quietHours = quietHours;
        this.buckets = buckets;
        this.uploads = uploads;
        this.config = config;
        this.pacing = pacing;
        this.ids = ids;
        this.owner = ids.next().toString();
    }

    /** Texts whose slot is near, each marked {@code sending}; those that may not leave any more fail here. */
    Uni<Claimed> claim(Places places) {
        return dueTexts.look(places).chain(look -> look.lines().isEmpty()
                ? Uni.createFrom().item(new Claimed(List.of(), look.nextAt()))
                : conversations.change(transaction -> claim(transaction, look, places))
                        .map(claims -> new Claimed(claims, look.nextAt())));
    }

    private Uni<List<Claim>> claim(SqlConnection transaction, Look look, Places places) {
        var began = conversations.now();
        return dueTexts.pick(transaction, look, began).chain(texts -> texts.isEmpty()
                ? Uni.createFrom().item(List.<Claim>of())
                : facts(transaction, look, texts, began).chain(facts -> {
                    // The locks may have taken a while; a slot is given from this moment on.
                    var now = conversations.now();
                    return write(transaction, facts, decide(look, facts, places, now), now);
                }));
    }

    private Uni<Facts> facts(SqlConnection transaction, Look look, List<Due> texts, Instant now) {
        var contacts = texts.stream().map(Due::contact).distinct().toList();
        var keepHours = texts.stream().filter(text -> text.keepsHours(now)).map(Due::contact).distinct().toList();
        var keys = texts.stream().flatMap(text -> look.routes().of(text.did()).keys(text.mms()))
                .collect(Collectors.toSet());
        return gate.hold(transaction, contacts)
                .chain(() -> conversations.lock(transaction, texts.stream().map(Due::threadId).toList()))
                .chain(open -> conversations.messages(transaction, texts.stream().map(Due::messageId).toList())
                        .map(messages -> messages.stream().collect(Collectors.toMap(Message::id, Function.identity())))
                        .chain(messages -> gate.verdicts(transaction, texts.stream()
                                .map(text -> text.departing(Objects.requireNonNull(messages.get(text.messageId()))))
                                .toList())
                                .chain(verdicts -> quiet(transaction, keepHours, now)
                                        .chain(quiet -> buckets.lock(transaction, keys).map(pacer -> new Facts(texts,
                                                open, messages, verdicts, quiet, pacer))))));
    }

    private Uni<Map<PhoneNumber, Quiet>> quiet(SqlConnection transaction, Collection<PhoneNumber> contacts,
            Instant now) {
        return contacts.isEmpty() ? Uni.createFrom().item(Map.of()) : quietHours.at(transaction, contacts, now);
    }

    private Decided decide(Look look, Facts facts, Places places, Instant now) {
        var decided = new Decided();
        var atOnce = places.atOnce();
        var ahead = places.ahead();
        for (var text : facts.texts()) {
            var message = facts.message(text);
            if (!message.status().canBecome(MessageStatus.SENDING)) {
                // It was settled while it waited: a late receipt of an earlier attempt, for instance.
                decided.finished().add(text.messageId());
                continue;
            }
            switch (departure(text, facts, now)) {
                case Departure.Fails fails -> {
                    var _ = facts.conversation(text).become(message, MessageStatus.FAILED, fails.errorCode(), null);
                    decided.finished().add(text.messageId());
                }
                case Departure.Waits waits -> {
                    facts.conversation(text).waits(message, waits.waiting());
                    decided.waiting().add(new Waiting(text, waits));
                }
                case Departure.May _ -> {
                    var leaving = slot(look, facts, text, now, atOnce, ahead);
                    if (leaving != null && facts.conversation(text).become(message, MessageStatus.SENDING)) {
                        facts.pacer().take(look.routes().of(text.did()), text.mms(), text.segments(), leaving.slot());
                        decided.leaving().add(leaving);
                        atOnce -= leaving.ahead() ? 0 : 1;
                        ahead -= leaving.ahead() ? 1 : 0;
                    }
                }
            }
        }
        return decided;
    }

    private Departure departure(Due text, Facts facts, Instant now) {
        return Departure.of(text, Objects.requireNonNull(facts.verdicts().get(text.messageId()), "asked"),
                text.keepsHours(now) ? facts.quiet().get(text.contact()) : null, now, config.consentLook(),
                config.validity());
    }

    /** Null when it has to wait in the queue: for its pace, its day, or a place here. */
    private @Nullable Leaving slot(Look look, Facts facts, Due text, Instant now, int atOnce, int ahead) {
        var answer = facts.pacer().ask(look.routes().of(text.did()), text.lane(), text.mms(), text.segments(), now);
        if (!(answer instanceof Pacer.Answer.At at) || at.slot().isAfter(now.plus(pacing.horizon()))) {
            return null;
        }
        var later = at.slot().isAfter(now.plus(pacing.atOnce()));
        return (later ? ahead : atOnce) > 0 ? new Leaving(text, at.slot(), later) : null;
    }

    private Uni<List<Claim>> write(SqlConnection transaction, Facts facts, Decided decided, Instant now) {
        return conversations.save(transaction, facts.open().values())
                .chain(() -> Queue.remove(transaction, decided.finished()))
                .chain(() -> keepBack(transaction, decided.waiting()))
                .chain(() -> uploads.forCarrier(transaction, decided.leaving().stream()
                        .filter(leaving -> !facts.message(leaving.text()).media().isEmpty())
                        .map(leaving -> leaving.text().messageId()).toList()))
                .map(media -> decided.leaving().stream().map(leaving -> claimOf(leaving,
                        facts.message(leaving.text()),
                        media.getOrDefault(leaving.text().messageId(), List.of()))).toList())
                .call(claims -> lease(transaction, claims, now))
                .call(() -> buckets.write(transaction, facts.pacer()));
    }

    private static Uni<Void> keepBack(SqlConnection transaction, List<Waiting> waiting) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var each : waiting) {
            all = all.chain(() -> Queue.waits(transaction, each.text().messageId(), each.until().next(),
                    each.until().expiresAt(), each.until().waiting()));
        }
        return all;
    }

    private Claim claimOf(Leaving leaving, Message message, List<String> mediaUrls) {
        var text = leaving.text();
        return new Claim(text.messageId(), text.threadId(), ids.next(), text.token() + 1,
                new CarrierMessage(message.key().did(), message.key().contact(), message.body(), mediaUrls),
                text.mms(), text.segments(), leaving.slot(), leaving.ahead());
    }

    private Uni<Void> lease(SqlConnection transaction, List<Claim> claims, Instant now) {
        return Conversations.batch(transaction, LEASE, claims.stream()
                .map(claim -> Tuple.of(claim.messageId(), owner, claim.token(),
                        later(now, claim.slot()).plus(config.lease()).atOffset(ZoneOffset.UTC)))
                .toList())
                .chain(() -> Conversations.batch(transaction, ATTEMPT, claims.stream()
                        .map(claim -> Tuple.of(claim.attemptId(), claim.messageId(), claim.token(),
                                later(now, claim.slot()).atOffset(ZoneOffset.UTC), asked(claim.message())))
                        .toList()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String asked(CarrierMessage message) {
        return "messageSend, " + message.text().length() + " characters, " + message.mediaUrls().size() + " media";
    }
}
