package dev.hilo.messaging.reconcile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.hilo.messaging.carrier.CarrierRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A record that was of use, as it is kept.
 *
 * @param messageId the text it is about; null while it can be about several
 */
record RecordRow(@Nullable UUID messageId, String receipt) {

    static final String UPSERT = """
            insert into carrier_record (key, external, did, ref_id, message_id, candidates, kind, taken_at, receipt,
                effect, read_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (key, external) do update set message_id = excluded.message_id,
                candidates = excluded.candidates, receipt = excluded.receipt, effect = excluded.effect,
                read_at = excluded.read_at
            """;

    private static final String STORED = """
            select key, external, message_id, receipt from carrier_record
            where (key, external) in (select * from unnest($1::text[], $2::text[]))
            """;

    /** One RefId covers all recipients of a request; a record without one is known by its time. */
    record Key(String key, String external) {

        static Key of(CarrierRecord record) {
            var refId = record.refId();
            return new Key(refId == null
                    ? record.kind() + " " + record.from().value() + " " + record.at()
                    : refId, record.to().value());
        }
    }

    /** Nothing to learn from it any more. */
    boolean isAsNewAs(CarrierRecord record) {
        return messageId != null && receipt.equals(stored(record.receipt()));
    }

    static Uni<Map<Key, RecordRow>> of(SqlConnection transaction, Collection<CarrierRecord> records) {
        var keys = records.stream().map(Key::of).toList();
        return transaction.preparedQuery(STORED)
                .execute(Tuple.tuple().addArrayOfString(keys.stream().map(Key::key).toArray(String[]::new))
                        .addArrayOfString(keys.stream().map(Key::external).toArray(String[]::new)))
                .map(rows -> {
                    Map<Key, RecordRow> stored = new HashMap<>();
                    rows.forEach(row -> stored.put(new Key(row.getString("key"), row.getString("external")),
                            new RecordRow(row.getUUID("message_id"), row.getString("receipt"))));
                    return stored;
                });
    }

    static Tuple kept(CarrierRecord record, UUID messageId, String effect, Instant now) {
        return row(record, messageId, Set.of(), effect, now);
    }

    static Tuple ambiguous(CarrierRecord record, Set<UUID> messageIds, Instant now) {
        return row(record, null, messageIds, "ambiguous", now);
    }

    private static Tuple row(CarrierRecord record, @Nullable UUID messageId, Set<UUID> candidates, String effect,
            Instant now) {
        var key = Key.of(record);
        return Tuple.from(new @Nullable Object[]{key.key(), key.external(), record.from().value(), record.refId(),
                messageId, candidates.stream().sorted().toArray(UUID[]::new), record.kind().name(),
                record.at().atOffset(ZoneOffset.UTC), stored(record.receipt()), effect,
                now.atOffset(ZoneOffset.UTC)});
    }

    private static String stored(String receipt) {
        return receipt.replace("\u0000", "");
    }
}
