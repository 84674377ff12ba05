package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.consent.Gate;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.outbound.Claims.Claim;
import dev.hilo.messaging.pacing.Buckets;
import dev.hilo.messaging.pacing.PacingConfig;
import dev.hilo.messaging.pacing.Route;
import dev.hilo.messaging.pacing.Routes;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.messaging.quiet.QuietHours;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The last moment before a text that was claimed ahead of its slot is handed over: a STOP that was committed meanwhile
 * keeps it here. And the way back for texts that were claimed and provably not handed over, and the end of those that
 * waited too long to be claimed at all.
 */
@ApplicationScoped
class LastCheck {

    /** What became of it. */
    sealed interface Answer {

        /** Hand it over. */
        record Go() implements Answer {
        }

        /** It missed its slot and got another; ask again then. */
        record Later(Claim claim) implements Answer {
        }

        /** It is not ours any more, or has failed, or waits in the queue again. */
        record Stopped() implements Answer {
        }
    }

    private static final int EXPIRED_AT_ONCE = 100;

    private static final String HOLD = """
            select %s from send_queue q where q.message_id = $1 and q.lease_token = $2 and q.lease_until > $3
            for update of q
            """.formatted(Due.COLUMNS);

    private static final String HOLD_ALL = """
            select q.message_id, q.thread_id from send_queue q
            join unnest($1::uuid[], $2::bigint[]) s(message_id, token)
                on s.message_id = q.message_id and s.token = q.lease_token
            where q.lease_until is not null order by q.message_id for update of q
            """;

    private static final String STARTS = "update attempt set started_at = $2 where id = $1";

    private static final String EXTEND = "update send_queue set lease_until = $2 where message_id = $1";

    /** The carrier was not asked: it is no attempt. */
    private static final String NOT_SENT = """
            update attempt set ended_at = $2, millis = 0, outcome = $3 where id = any($1)
            """;

    private static final String UNCOUNT = "update send_queue set attempts = attempts - 1 where message_id = any($1)";

    private static final String BACK = """
            update send_queue set lease_owner = null, lease_until = null, waiting_for = 'TURN', expected_at = $2
            where message_id = any($1)
            """;

    private static final String EXPIRED = """
            select message_id, thread_id from send_queue where lease_until is null and expires_at < $1
            order by expires_at limit %d for update skip locked
            """.formatted(EXPIRED_AT_ONCE);

    private final Conversations conversations;
    private final Gate gate;
    private final QuietHours quietHours;
    private final Routes routes;
    private final Buckets buckets;
    private final Unspent unspent;
    private final OutboundConfig config;
    private final PacingConfig pacing;

    LastCheck(Conversations conversations, Gate gate, QuietHours quietHours, Routes routes, Buckets buckets,
            Unspent unspent, OutboundConfig config, PacingConfig pacing) {
        this.conversations = conversations;
        this.gate = gate;
        this.quietHours = quietHours;
        this.routes = routes;
        this.buckets = buckets;
        this.unspent = unspent;
        this.config = config;
        this.pacing = pacing;
    }

    Uni<Answer> check(Claim claim) {
        return conversations.change(transaction -> {
            var now = conversations.now();
            return hold(transaction, claim, now).chain(text -> text == null
                    ? Uni.createFrom().item(new Answer.Stopped())
                    : gate.hold(transaction, List.of(text.contact()))
                            .chain(() -> departure(transaction, text, now))
                            .chain(departure -> answer(transaction, claim, text, departure, now)));
        });
    }

    private static Uni<@Nullable Due> hold(SqlConnection transaction, Claim claim, Instant now) {
        return transaction.preparedQuery(HOLD)
                .execute(Tuple.of(claim.messageId(), claim.token(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 0 ? null : Due.of(rows.iterator().next()));
    }

    private Uni<Departure> departure(SqlConnection transaction, Due text, Instant now) {
        return message(transaction, text.messageId())
                .chain(message -> gate.verdicts(transaction, List.of(text.departing(message))))
                .chain(verdicts -> quiet(transaction, text, now)
                        .map(quiet -> Departure.of(text,
                                Objects.requireNonNull(verdicts.get(text.messageId()), "asked"),
                                quiet.get(text.contact()), now, config.consentLook(), config.validity())));
    }

    private Uni<Map<PhoneNumber, QuietHours.Quiet>> quiet(SqlConnection transaction, Due text,
            Instant now) {
        return text.keepsHours(now)
                ? quietHours.at(transaction, List.of(text.contact()), now)
                : Uni.createFrom().item(Map.of());
    }

    private Uni<Answer> answer(SqlConnection transaction, Claim claim, Due text, Departure departure, Instant now) {
        return switch (departure) {
            case Departure.May _ -> inTime(transaction, claim, text, now);
            case Departure.Fails fails -> message(transaction, text.messageId(), text.threadId(), found -> {
                var _ = found.conversation().become(found.message(), MessageStatus.FAILED, fails.errorCode(), null);
            }).chain(() -> Queue.remove(transaction, List.of(text.messageId())))
                    .chain(() -> notSent(transaction, List.of(claim), fails.errorCode(), now))
                    .replaceWith(new Answer.Stopped());
            case Departure.Waits waits -> message(transaction, text.messageId(), text.threadId(), found -> {
                var _ = found.conversation().queueAgain(found.message(), waits.waiting());
            }).chain(() -> Queue.waits(transaction, text.messageId(), waits.next(), waits.expiresAt(),
                    waits.waiting()))
                    .chain(() -> uncount(transaction, List.of(text.messageId())))
                    .chain(() -> notSent(transaction, List.of(claim), waits.waiting().reason().wire(), now))
                    .replaceWith(new Answer.Stopped());
        };
    }

    /** A slot that was missed by more than its rate can bear is lost, or the next second would have too many. */
    private Uni<Answer> inTime(SqlConnection transaction, Claim claim, Due text, Instant now) {
        return routes.known(transaction, List.of(text.did())).map(known -> known.of(text.did())).chain(route -> {
            var late = Duration.between(claim.slot(), now);
            var bearable = route.rates(text.mms()).stream().map(rate -> rate.tempo().of(1))
                    .allMatch(interval -> late.compareTo(interval) <= 0);
            return bearable || late.compareTo(pacing.atOnce()) <= 0
                    ? start(transaction, claim, now)
                    : another(transaction, claim, route, now);
        });
    }

    private static Uni<Answer> start(SqlConnection transaction, Claim claim, Instant now) {
        var at = now.isAfter(claim.slot()) ? now : claim.slot();
        return transaction.preparedQuery(STARTS).execute(Tuple.of(claim.attemptId(), at.atOffset(ZoneOffset.UTC)))
                .replaceWith(new Answer.Go());
    }

    private Uni<Answer> another(SqlConnection transaction, Claim claim, Route route, Instant now) {
        var keys = route.rates(claim.mms()).stream().map(Route.Rate::key).toList();
        return buckets.lock(transaction, keys).chain(pacer -> {
            var slot = pacer.slot(route, claim.mms(), now);
            pacer.occupy(route, claim.mms(), claim.segments(), slot);
            var again = claim.at(slot);
            return buckets.write(transaction, pacer)
                    .chain(() -> transaction.preparedQuery(EXTEND).execute(Tuple.of(claim.messageId(),
                            slot.plus(config.lease()).atOffset(ZoneOffset.UTC))))
                    .chain(() -> slot.isAfter(now.plus(pacing.atOnce()))
                            ? Uni.createFrom().item(new Answer.Later(again))
                            : start(transaction, again, now));
        });
    }

    /** They were claimed, and the carrier was provably not asked: they go back to their places. */
    Uni<Void> giveBack(List<Claim> claims, String why) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return conversations.change(transaction -> {
            var now = conversations.now();
            return transaction.preparedQuery(HOLD_ALL).execute(Tuple.tuple()
                    .addArrayOfUUID(claims.stream().map(Claim::messageId).toArray(UUID[]::new))
                    .addArrayOfLong(claims.stream().map(Claim::token).toArray(Long[]::new)))
                    .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                    .chain(held -> back(transaction, claims, held, why, now));
        });
    }

    private Uni<Void> back(SqlConnection transaction, List<Claim> claims, List<Row> held, String why, Instant now) {
        var ids = held.stream().map(row -> row.getUUID("message_id")).toList();
        var turn = new MessageView.Waiting(MessageView.Reason.TURN, now);
        return messages(transaction, ids, held.stream().map(row -> row.getUUID("thread_id")).toList(), found -> {
            var _ = found.conversation().queueAgain(found.message(), turn);
        })
                .chain(() -> transaction.preparedQuery(BACK)
                        .execute(Tuple.of(ids.toArray(UUID[]::new), now.atOffset(ZoneOffset.UTC))))
                .chain(() -> uncount(transaction, ids))
                .chain(() -> notSent(transaction,
                        claims.stream().filter(claim -> ids.contains(claim.messageId())).toList(), why, now));
    }

    /**
     * Texts whose time ended while something kept them back: their day, their rate, a rest, an older text.
     *
     * @return whether there may be more
     */
    Uni<Boolean> expire() {
        return conversations.change(transaction -> transaction.preparedQuery(EXPIRED)
                .execute(Tuple.of(conversations.now().atOffset(ZoneOffset.UTC)))
                .chain(rows -> {
                    List<UUID> ids = new ArrayList<>();
                    List<UUID> threads = new ArrayList<>();
                    rows.forEach(row -> {
                        ids.add(row.getUUID("message_id"));
                        threads.add(row.getUUID("thread_id"));
                    });
                    return messages(transaction, ids, threads, found -> {
                        var _ = found.conversation().become(found.message(), MessageStatus.FAILED, "expired", null);
                    }).chain(() -> Queue.remove(transaction, ids)).replaceWith(ids.size() == EXPIRED_AT_ONCE);
                }));
    }

    private Uni<Void> notSent(SqlConnection transaction, List<Claim> claims, String why, Instant now) {
        return transaction.preparedQuery(NOT_SENT)
                .execute(Tuple.of(claims.stream().map(Claim::attemptId).toArray(UUID[]::new),
                        now.atOffset(ZoneOffset.UTC), "not sent: " + why))
                .chain(() -> unspent.giveBack(transaction, claims));
    }

    private static Uni<Void> uncount(SqlConnection transaction, List<UUID> ids) {
        return transaction.preparedQuery(UNCOUNT).execute(Tuple.of(ids.toArray(UUID[]::new))).replaceWithVoid();
    }

    private Uni<Message> message(SqlConnection transaction, UUID id) {
        return conversations.messages(transaction, List.of(id)).map(List::getFirst);
    }

    private record Found(Conversation conversation, Message message) {
    }

    private Uni<Void> message(SqlConnection transaction, UUID id, UUID thread,
            Consumer<Found> change) {
        return messages(transaction, List.of(id), List.of(thread), change);
    }

    /** Under the locks of their conversations, and written. */
    private Uni<Void> messages(SqlConnection transaction, List<UUID> ids, List<UUID> threads,
            Consumer<Found> change) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return conversations.lock(transaction, threads).chain(open -> conversations.messages(transaction, ids)
                .invoke(messages -> messages.forEach(message -> change.accept(new Found(
                        Objects.requireNonNull(open.get(message.threadId()), "locked"), message))))
                .chain(() -> conversations.save(transaction, open.values())));
    }
}
