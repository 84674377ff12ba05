package dev.hilo.provisioning.account;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.provisioning.carrier.CarrierAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The table {@code account}: one row. */
@ApplicationScoped
class AccountRow {

    private static final String CLAIM = """
            insert into account (claimed_at) values (now())
            on conflict (only_one) do update set claimed_at = now()
            where account.claimed_at < now() - make_interval(secs => $1)
            returning claimed_at
            """;

    private static final String STORE = """
            insert into account as a (claimed_at, checked_at, balance, carrier_threshold, services)
            values (now(), $1, $2, $3, $4)
            on conflict (only_one) do update set claimed_at = now(), checked_at = excluded.checked_at,
                balance = excluded.balance, carrier_threshold = excluded.carrier_threshold,
                services = excluded.services
            where a.checked_at is null or a.checked_at <= excluded.checked_at
            """;

    private static final String THRESHOLD = """
            insert into account (claimed_at, own_threshold, threshold_by, threshold_at)
            values (to_timestamp(0), $1, $2, $3)
            on conflict (only_one) do update set own_threshold = excluded.own_threshold,
                threshold_by = excluded.threshold_by, threshold_at = excluded.threshold_at
            """;

    private static final String NEWEST = """
            select checked_at, balance, carrier_threshold, services, own_threshold from account
            """;

    private final Pool database;

    AccountRow(Pool database) {
        this.database = database;
    }

    /** @return whether this instance is to ask the carrier now: nobody else has for that long, by the database's clock */
    Uni<Boolean> claim(Duration every) {
        return database.preparedQuery(CLAIM).execute(Tuple.of(every.toMillis() / 1000.0))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> store(CarrierAccount account, Instant at) {
        var services = new JsonObject();
        account.services().forEach(services::put);
        return database.preparedQuery(STORE)
                .execute(Tuple.tuple().addOffsetDateTime(at.atOffset(ZoneOffset.UTC)).addBigDecimal(account.balance())
                        .addBigDecimal(account.lowBalanceThreshold()).addJsonObject(services))
                .replaceWithVoid();
    }

    Uni<Void> threshold(@Nullable BigDecimal amount, String by, Instant at) {
        return database.preparedQuery(THRESHOLD)
                .execute(Tuple.tuple().addBigDecimal(amount).addString(by)
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Snapshot> newest() {
        return database.query(NEWEST).execute().map(AccountRow::snapshot);
    }

    private static Snapshot snapshot(RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return new Snapshot(new CarrierAccount(null, null, Map.of()), null, null);
        }
        var row = rows.iterator().next();
        Map<String, Boolean> services = new LinkedHashMap<>();
        row.getJsonObject("services").forEach(one -> services.put(one.getKey(), Boolean.TRUE.equals(one.getValue())));
        var checkedAt = row.getOffsetDateTime("checked_at");
        return new Snapshot(new CarrierAccount(row.getBigDecimal("balance"), row.getBigDecimal("carrier_threshold"),
                services), row.getBigDecimal("own_threshold"), checkedAt == null ? null : checkedAt.toInstant());
    }
}
