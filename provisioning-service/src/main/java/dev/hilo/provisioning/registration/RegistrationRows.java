package dev.hilo.provisioning.registration;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The table {@code registration}. Every method works on the caller's connection. */
@ApplicationScoped
class RegistrationRows {

    private static final String STORE = """
            insert into registration (id, name, brand, use_case, state, campaign_id, created_by, created_at, updated_at,
                steps)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (id) do update set name = excluded.name, brand = excluded.brand,
                use_case = excluded.use_case, state = excluded.state, campaign_id = excluded.campaign_id,
                updated_at = excluded.updated_at, steps = excluded.steps
            """;

    Uni<Void> store(SqlClient connection, Registration one) {
        return connection.preparedQuery(STORE).execute(Tuple.tuple().addUUID(one.id()).addString(one.name())
                .addString(one.brand()).addString(one.useCase()).addString(one.state().wire())
                .addString(one.campaignId()).addString(one.createdBy()).addOffsetDateTime(utc(one.createdAt()))
                .addOffsetDateTime(utc(one.updatedAt())).addJsonArray(json(one.steps()))).replaceWithVoid();
    }

    /** The newest first. */
    Uni<List<Registration>> all(SqlClient connection) {
        return connection.query("select * from registration order by created_at desc, id desc").execute()
                .map(RegistrationRows::read);
    }

    Uni<List<Registration>> find(SqlClient connection, UUID id) {
        return connection.preparedQuery("select * from registration where id = $1").execute(Tuple.of(id))
                .map(RegistrationRows::read);
    }

    /** Locked until the transaction ends. */
    Uni<List<Registration>> lock(SqlClient transaction, UUID id) {
        return transaction.preparedQuery("select * from registration where id = $1 for update").execute(Tuple.of(id))
                .map(RegistrationRows::read);
    }

    /** Open ones of these campaigns, locked until the transaction ends. */
    Uni<List<Registration>> lockOpen(SqlClient transaction, Set<String> campaigns) {
        return transaction.preparedQuery("""
                select * from registration where state = 'open' and campaign_id = any($1) order by id for update
                """).execute(Tuple.tuple().addArrayOfString(campaigns.toArray(String[]::new)))
                .map(RegistrationRows::read);
    }

    /** @return whether there was one */
    Uni<Boolean> delete(SqlClient connection, UUID id) {
        return connection.preparedQuery("delete from registration where id = $1").execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 1);
    }

    private static List<Registration> read(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(RegistrationRows::read).toList();
    }

    private static Registration read(Row row) {
        var steps = row.getJsonArray("steps").stream().map(JsonObject.class::cast).map(RegistrationRows::step)
                .collect(Collectors.toMap(Step::name, Function.identity()));
        return new Registration(row.getUUID("id"), row.getString("name"), row.getString("brand"),
                row.getString("use_case"), state(row.getString("state")), row.getString("campaign_id"),
                row.getString("created_by"), row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                Arrays.stream(Stage.values()).map(stage -> steps.getOrDefault(stage, Step.open(stage))).toList());
    }

    private static Step step(JsonObject json) {
        return new Step(stage(json.getString("name")), json.getBoolean("done"), instant(json.getString("doneAt")),
                json.getString("doneBy"), json.getString("note"));
    }

    private static JsonArray json(List<Step> steps) {
        var all = new JsonArray();
        steps.forEach(step -> all.add(new JsonObject().put("name", step.name().wire()).put("done", step.done())
                .put("doneAt", step.doneAt() == null ? null : step.doneAt().toString())
                .put("doneBy", step.doneBy()).put("note", step.note())));
        return all;
    }

    private static Stage stage(String wire) {
        return Arrays.stream(Stage.values()).filter(stage -> stage.wire().equals(wire)).findFirst().orElseThrow();
    }

    private static RegistrationState state(String wire) {
        return Arrays.stream(RegistrationState.values()).filter(state -> state.wire().equals(wire)).findFirst()
                .orElseThrow();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
