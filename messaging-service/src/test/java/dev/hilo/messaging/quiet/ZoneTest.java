package dev.hilo.messaging.quiet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** In tests people may be written to round the clock, except in Rhode Island. */
@WholeService
class ZoneTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PhoneNumber did = aNumberOf("support");

    @Inject
    QuietHours quietHours;

    @Inject
    ContactTime contactTime;

    @Inject
    Pool database;

    @Test
    void onlyThoseWhoMustNotBeDisturbedAreNamed() {
        var contact = aContact();
        var quiet = inRhodeIsland();
        var found = database.withConnection(connection -> quietHours.at(connection, List.of(contact, quiet, quiet),
                Instant.parse("2026-11-23T17:00:00Z"))).await().atMost(PATIENCE);
        assertThat(found).containsOnlyKeys(quiet);
        assertThat(found.get(quiet).rule()).isEqualTo("state:RI");
        assertThat(found.get(quiet).opensAt()).isEqualTo("2026-11-24T08:30:00Z");
    }

    @Test
    void whatTheContactSaidDecidesAndIsKeptWithWhoNotedIt() {
        var contact = inRhodeIsland();
        var thread = threadWith(contact);
        state(thread, "America/Denver", TokensForTests.ana()).then().statusCode(204);

        var told = contactTime.of(database, contact, null).await().atMost(PATIENCE);
        assertThat(told.zones()).containsExactly("America/New_York");
        assertThat(told.stated()).isEqualTo("America/Denver");
        var moment = Instant.parse("2026-11-23T17:00:00Z");
        assertThat(database.withConnection(connection -> quietHours.at(connection, List.of(contact), moment)).await()
                .atMost(PATIENCE).get(contact).opensAt()).isEqualTo("2026-11-24T10:30:00Z");

        state(thread, null, TokensForTests.ana()).then().statusCode(204);
        assertThat(contactTime.of(database, contact, null).await().atMost(PATIENCE).stated()).isNull();
        assertThat(Rows.of("select zone, stated_by from contact_zone where external = $1 order by stated_at",
                contact.value())).extracting(row -> row.getString("zone"), row -> row.getString("stated_by"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("America/Denver", "ana"),
                        org.assertj.core.groups.Tuple.tuple(null, "ana"));
    }

    @Test
    void onlyRealZonesAreTaken() {
        var thread = threadWith(aContact());
        for (var wrong : List.of("Mars/Olympus", "+05:00", "")) {
            state(thread, wrong, TokensForTests.ana()).then().statusCode(422);
        }
        state(thread, "Mars/Olympus", TokensForTests.ana()).then()
                .body("errors[0].pointer", equalTo("/zone"));
    }

    @Test
    void aThreadOfAnotherTeamDoesNotExist() {
        state(threadWith(aContact()), "America/Denver", TokensForTests.leo()).then().statusCode(404);
    }

    @Test
    void anAgentIsToldTheContactsTimeAndWhatIsStillAnAnswer() {
        var wrote = Instant.now().minusSeconds(60);
        var told = contactTime.of(database, new PhoneNumber("+14015550142"), wrote).await().atMost(PATIENCE);
        assertThat(told.localTime()).matches("\\d\\d:\\d\\d");
        assertThat(told.replyUntil()).isEqualTo(wrote.plus(Duration.ofHours(1)));
        assertThat(contactTime.of(database, new PhoneNumber("72345"), Instant.now().minus(Duration.ofHours(2)))
                .await().atMost(PATIENCE)).extracting(ContactTime.View::zones, ContactTime.View::localTime,
                        ContactTime.View::replyUntil)
                .containsExactly(List.of(), null, null);
    }

    private static io.restassured.response.Response state(UUID thread, String zone, String token) {
        var request = new HashMap<String, String>();
        request.put("zone", zone);
        return as(token).body(request).put("/api/threads/" + thread + "/zone");
    }

    private UUID threadWith(PhoneNumber contact) {
        arrives(text(did, contact, "hello"));
        eventually(() -> assertThat(threads(contact)).hasSize(1));
        return threads(contact).getFirst();
    }

    private List<UUID> threads(PhoneNumber contact) {
        return Rows.of("select id from thread where did = $1 and external = $2", did.value(), contact.value())
                .stream().map(row -> row.getUUID(0)).toList();
    }

    private static PhoneNumber inRhodeIsland() {
        return new PhoneNumber("+1401" + ThreadLocalRandom.current().nextInt(2_000_000, 9_999_999));
    }
}
