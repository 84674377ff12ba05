package dev.hilo.messaging.reconcile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.carrier.CarrierRecord;
import dev.hilo.messaging.carrier.CarrierRecord.Kind;
import dev.hilo.messaging.carrier.CarrierRecords;
import dev.hilo.messaging.conversation.Conversations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Asks about the texts whose attempts began in a span of time and that still have no end: one question for SMS and one
 * for MMS, in pieces when the span is long, and none when there is nothing to ask.
 */
@ApplicationScoped
class AskCarrier {

    private static final String OPEN = """
            select m.did, m.external, m.media_count > 0 as mms, min(a.started_at) as first, max(a.started_at) as last
            from attempt a join message m on m.id = a.message_id
            where a.started_at > $1 and a.started_at <= $2 and m.status in ('SENT', 'UNCONFIRMED')
            group by m.did, m.external, m.media_count > 0
            """;

    /** Conversations of one transaction. */
    private static final int BATCH = 50;

    private record Open(Set<ConversationKey> conversations, Instant first, Instant last) {

        Open and(Open other) {
            var both = new HashSet<>(conversations);
            both.addAll(other.conversations());
            return new Open(both, first.isBefore(other.first()) ? first : other.first(),
                    last.isAfter(other.last()) ? last : other.last());
        }
    }

    private record Page(Kind kind, Instant from, Instant until) {
    }

    private final CarrierRecords carrier;
    private final ApplyRecords applyRecords;
    private final ReconcileConfig config;
    private final Pool database;
    private final Conversations conversations;

    AskCarrier(CarrierRecords carrier, ApplyRecords applyRecords, ReconcileConfig config, Pool database,
            Conversations conversations) {
        this.carrier = carrier;
        this.applyRecords = applyRecords;
        this.config = config;
        this.database = database;
        this.conversations = conversations;
    }

    /** @param after excluded, so that spans beside one another ask about no attempt twice */
    Uni<Void> about(Instant after, Instant until) {
        return open(after, until).chain(open -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (var entry : open.entrySet()) {
                for (var page : pages(entry.getKey(), entry.getValue())) {
                    all = all.chain(() -> ask(page, entry.getValue().conversations()));
                }
            }
            return all;
        });
    }

    private Uni<Map<Kind, Open>> open(Instant after, Instant until) {
        return database.preparedQuery(OPEN)
                .execute(Tuple.of(after.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Map<Kind, Open> open = new EnumMap<>(Kind.class);
                    rows.forEach(row -> open.merge(row.getBoolean("mms") ? Kind.MMS : Kind.SMS,
                            new Open(Set.of(new ConversationKey(new PhoneNumber(row.getString("did")),
                                    new PhoneNumber(row.getString("external")))),
                                    row.getOffsetDateTime("first").toInstant(),
                                    row.getOffsetDateTime("last").toInstant()),
                            Open::and));
                    return open;
                });
    }

    private List<Page> pages(Kind kind, Open open) {
        List<Page> pages = new ArrayList<>();
        var from = open.first().minus(config.before());
        var end = earlier(open.last().plus(config.after()), conversations.now());
        while (from.isBefore(end)) {
            var until = earlier(from.plus(config.page()), end);
            pages.add(new Page(kind, from, until));
            from = until;
        }
        return pages;
    }

    private Uni<Void> ask(Page page, Set<ConversationKey> open) {
        return carrier.between(page.kind(), page.from(), page.until())
                .map(records -> records.stream().filter(record -> open.contains(record.conversation()))
                        .collect(Collectors.groupingBy(CarrierRecord::conversation)))
                .chain(byConversation -> Multi.createFrom().iterable(byConversation.values())
                        .group().intoLists().of(BATCH)
                        .onItem().transformToUniAndConcatenate(batch -> applyRecords
                                .apply(batch.stream().flatMap(List::stream).toList()))
                        .collect().last()
                        .replaceWithVoid());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
