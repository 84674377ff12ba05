package dev.hilo.messaging.audit;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.hilo.messaging.audit.Audit.Change;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class AuditTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Audit audit;

    @Inject
    Pool database;

    @Test
    void tellsWhatWasBeforeAndAfterNewestFirst() {
        var user = someone();
        write(new Change(user, Audited.LABEL_CREATED, "vip", null, Map.of("name", "VIP", "color", "amber")));
        write(new Change(user, Audited.LABEL_CHANGED, "vip", Map.of("name", "VIP"), Map.of("name", "Regular")));
        write(new Change(user, Audited.HOURS_CHANGED, "support", null, null));
        as(TokensForTests.marta()).queryParam("user", user).get("/api/audit").then().statusCode(200)
                .body("what", contains("hours.changed", "label.changed", "label.created"))
                .body("subject", contains("support", "vip", "vip")).body("user", everyItem(equalTo(user)))
                .body("[1].before.name", equalTo("VIP")).body("[1].after.name", equalTo("Regular"))
                .body("[2].before", nullValue()).body("[2].after.color", equalTo("amber"));
        as(TokensForTests.marta()).queryParam("user", user).queryParam("what", "label").get("/api/audit").then()
                .body("what", contains("label.changed", "label.created"));
        as(TokensForTests.marta()).queryParam("user", user).queryParam("what", "label.created").get("/api/audit")
                .then().body("what", contains("label.created"));
        as(TokensForTests.marta()).queryParam("user", user).queryParam("to", "2020-01-01T00:00:00Z")
                .get("/api/audit").then().body("$", hasSize(0));
        as(TokensForTests.marta()).queryParam("user", user).queryParam("from", "2020-01-01T00:00:00Z")
                .get("/api/audit").then().body("$", hasSize(3));
    }

    @Test
    void pagesWithoutMissingOrRepeating() {
        var user = someone();
        for (var i = 0; i < 5; i++) {
            write(new Change(user, Audited.TEMPLATE_CREATED, "t" + i, null, Map.of()));
        }
        var first = as(TokensForTests.marta()).queryParam("user", user).queryParam("limit", 3).get("/api/audit");
        first.then().body("subject", contains("t4", "t3", "t2"));
        var link = first.header("Link");
        assertThat(link).endsWith("rel=\"next\"");
        as(TokensForTests.marta()).urlEncodingEnabled(false).get(link.substring(1, link.indexOf('>'))).then()
                .body("subject", contains("t1", "t0"));
    }

    @Test
    void isForManagersAndAdmins() {
        as(TokensForTests.ana()).get("/api/audit").then().statusCode(403);
        as(TokensForTests.of("root", "admin", "admins")).get("/api/audit").then().statusCode(200);
        as(TokensForTests.marta()).queryParam("from", "yesterday").get("/api/audit").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/from"));
        as(TokensForTests.marta()).queryParam("cursor", "1").get("/api/audit").then().statusCode(422);
    }

    @Test
    void isNothingWithoutItsChange() {
        var user = someone();
        var failing = database.withTransaction(transaction -> audit
                .record(transaction, new Change(user, Audited.LABEL_DELETED, "vip", Map.of(), null))
                .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("the change failed"))));
        assertThatThrownBy(() -> failing.await().atMost(PATIENCE)).hasMessageContaining("the change failed");
        assertThat(Rows.count("select count(*) from audit where user_name = $1", user)).isZero();
    }

    private void write(Change change) {
        var _ = database.withTransaction(transaction -> audit.record(transaction, change).replaceWith(true)).await()
                .atMost(PATIENCE);
    }

    private static String someone() {
        return "someone-" + UUID.randomUUID();
    }
}
