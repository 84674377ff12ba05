package dev.hilo.messaging.receipt;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** A receipt's row. */
final class ReceiptRow {

    static final String INSERT = """
            insert into receipt (id, delivery_id, message_id, did, external, ref_id, stat, err, text_prefix, text,
                effect, received_at, parked_until)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[])
            """;

    /** The columns of {@link #insert}. */
    static final Class<?>[] INSERTED = {UUID.class, UUID.class, UUID.class, String.class, String.class, String.class,
            String.class, String.class, String.class, String.class, String.class, OffsetDateTime.class,
            OffsetDateTime.class};

    private ReceiptRow() {
    }

    /** @param parked for how long it waits, when it has no message yet */
    static Tuple insert(DeliveryReceipt receipt, @Nullable UUID message, String effect, @Nullable Duration parked) {
        return Tuple.from(new @Nullable Object[]{receipt.id(), receipt.deliveryId(), message, receipt.did().value(),
                receipt.contact().value(), receipt.refId(), receipt.stat(), receipt.err(), receipt.textPrefix(),
                receipt.text().replace("\u0000", ""), effect, receipt.occurredAt().atOffset(ZoneOffset.UTC),
                parked == null ? null : receipt.occurredAt().plus(parked).atOffset(ZoneOffset.UTC)});
    }

    static DeliveryReceipt of(Row row) {
        return new DeliveryReceipt(row.getUUID("id"), row.getOffsetDateTime("received_at").toInstant(),
                row.getUUID("delivery_id"), new PhoneNumber(row.getString("did")),
                new PhoneNumber(row.getString("external")), row.getString("ref_id"), row.getString("stat"),
                row.getString("err"), row.getString("text_prefix"), true, row.getString("text"));
    }
}
