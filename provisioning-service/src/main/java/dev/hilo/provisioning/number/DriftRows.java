package dev.hilo.provisioning.number;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The tables {@code drift_check} and {@code drift}: the newest comparison, replaced as a whole. */
@ApplicationScoped
class DriftRows {

    private static final String CLAIM = """
            insert into drift_check (claimed_at) values (now())
            on conflict (only_one) do update set claimed_at = now()
            where drift_check.claimed_at < now() - make_interval(secs => $1)
            returning claimed_at
            """;

    private static final String CHECKED = """
            insert into drift_check (claimed_at, checked_at, unmanaged, complete) values (now(), $1, $2, $3)
            on conflict (only_one) do update set claimed_at = now(), checked_at = $1, unmanaged = $2, complete = $3
            """;

    private static final String REPLACE = """
            insert into drift (did, owned, fields)
            select did, owned, fields from unnest($1::text[], $2::boolean[], $3::jsonb[]) as d (did, owned, fields)
            """;

    private final Pool database;

    DriftRows(Pool database) {
        this.database = database;
    }

    /** @return whether this instance is to compare now: nobody else has for that long, by the database's clock */
    Uni<Boolean> claim(Duration every) {
        return database.preparedQuery(CLAIM).execute(Tuple.of(every.toMillis() / 1000.0))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> replace(DriftReport report, Instant at) {
        var dids = report.numbers().stream().map(DriftView::did).toArray(String[]::new);
        var owned = report.numbers().stream().map(DriftView::owned).toArray(Boolean[]::new);
        var fields = report.numbers().stream().map(number -> json(number.fields())).toArray(JsonArray[]::new);
        return database.withTransaction(transaction -> transaction.preparedQuery(CHECKED)
                .execute(Tuple.of(at.atOffset(ZoneOffset.UTC), report.unmanaged(), report.complete()))
                .chain(() -> transaction.query("delete from drift").execute())
                .chain(() -> transaction.preparedQuery(REPLACE)
                        .execute(Tuple.tuple().addArrayOfString(dids).addArrayOfBoolean(owned)
                                .addArrayOfJsonArray(fields))))
                .replaceWithVoid();
    }

    Uni<DriftReport> newest() {
        return database.query("select checked_at, unmanaged, complete from drift_check").execute()
                .chain(checks -> database.query("select did, owned, fields from drift order by did").execute()
                        .map(rows -> {
                            var check = checks.iterator().hasNext() ? checks.iterator().next() : null;
                            var at = check == null ? null : instant(check.getOffsetDateTime("checked_at"));
                            return new DriftReport(at, check == null || check.getBoolean("complete"),
                                    check == null ? 0 : check.getInteger("unmanaged"),
                                    at == null
                                            ? List.of()
                                            : StreamSupport.stream(rows.spliterator(), false)
                                                    .map(row -> view(row, at)).toList());
                        }));
    }

    Uni<Long> count() {
        return database.query("select count(*) from drift").execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static DriftView view(Row row, Instant at) {
        var fields = row.getJsonArray("fields").stream().map(JsonObject.class::cast)
                .map(field -> new FieldCheck(field.getString("field"), field.getString("wanted"),
                        field.getString("actual"), field.getBoolean("same")))
                .toList();
        return new DriftView(row.getString("did"), at, row.getBoolean("owned"), true, fields);
    }

    private static JsonArray json(List<FieldCheck> fields) {
        var all = new JsonArray();
        fields.forEach(field -> all.add(new JsonObject().put("field", field.field()).put("wanted", field.wanted())
                .put("actual", field.actual()).put("same", field.same())));
        return all;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
