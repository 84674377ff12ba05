package dev.hilo.messaging.contact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.TokensForTests.ana;
import static dev.hilo.messaging.fixture.TokensForTests.leo;
import static dev.hilo.messaging.fixture.TokensForTests.marta;
import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventsOf;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@WholeService
class ContactTest {

    private final PhoneNumber support = World.aNumberOf("support");
    private final PhoneNumber sales = World.aNumberOf("sales");

    @Test
    void nothingIsNotedAtFirst() {
        var contact = aContact();
        var thread = threadWith(support, contact);

        read(ana(), contact).then().statusCode(200).body("id", nullValue()).body("name", nullValue())
                .body("version", equalTo(0)).body("fields", equalTo(Map.of())).body("numbers",
                        contains(contact.value()))
                .body("threads.id", contains(thread)).body("time.zones", hasItem("America/New_York"))
                .body("time.localTime", notNullValue());
    }

    @Test
    void aNameIsSeenInEveryThreadOfThePersonWithALineInEach() {
        var contact = aContact();
        var first = threadWith(support, contact);
        var second = threadWith(sales, contact);

        edit(ana(), contact, "Lucía Ferrer", "Likes <b>mornings</b>", 0).then().statusCode(200)
                .body("name", equalTo("Lucía Ferrer")).body("version", equalTo(1));

        for (var thread : List.of(first, second)) {
            eventually(() -> as(marta()).get("/api/threads/" + thread).then().body("displayName",
                    equalTo("Lucía Ferrer")));
        }
        for (var did : List.of(support, sales)) {
            eventually(() -> assertThat(lines(did, contact)).singleElement().satisfies(line -> {
                assertThat(line.body()).isEqualTo("renamed");
                assertThat(line.author()).isEqualTo("ana");
                assertThat(line.subject()).isEqualTo("Lucía Ferrer");
            }));
        }
        assertThat(Rows.of("select what, user_name from audit where subject = $1", contact.value()))
                .extracting(row -> row.getString(0), row -> row.getString(1))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("contact.changed", "ana"));
    }

    @Test
    void aThreadThatBeginsLaterHasTheNameFromTheStart() {
        var contact = aContact();
        threadWith(support, contact);
        edit(ana(), contact, "Brandon Cole", null, 0).then().statusCode(200);

        var later = threadWith(sales, contact);

        assertThat(Rows.of("select display_name from thread where id = $1", UUID.fromString(later)).getFirst()
                .getString(0)).isEqualTo("Brandon Cole");
    }

    @Test
    void whatIsNotANameIsToldWithoutALine() {
        var contact = aContact();
        var thread = threadWith(support, contact);

        edit(ana(), contact, null, "Ring twice", 0).then().statusCode(200);

        eventually(() -> as(ana()).get("/api/threads/" + thread).then().body("lastSeq", equalTo(2)));
        assertThat(lines(support, contact)).isEmpty();
        assertThat(Rows.of("select 1 from audit where subject = $1", contact.value())).isEmpty();
    }

    @Test
    void aChangeThatChangesNothingIsNone() {
        var contact = aContact();
        threadWith(support, contact);
        edit(ana(), contact, "Ana", null, 0).then().statusCode(200);

        edit(ana(), contact, " Ana ", "", 1).then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void anOldChangeIsRefusedAndTheNewerOneComesAlong() {
        var contact = aContact();
        threadWith(support, contact);
        edit(ana(), contact, "Lucía", null, 0).then().statusCode(200);

        edit(marta(), contact, "Lucy", "x", 0).then().statusCode(409).body("type", containsString("stale-contact"))
                .body("contact.name", equalTo("Lucía")).body("contact.version", equalTo(1));

        read(ana(), contact).then().body("name", equalTo("Lucía")).body("notes", nullValue());
    }

    @Test
    void ofManyAtOnceOneIsTaken() throws Exception {
        var contact = aContact();
        threadWith(support, contact);
        for (var round = 0; round < 3; round++) {
            var version = round;
            var answers = together(8, i -> edit(ana(), contact, "Name " + version + " " + i, null, version));
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(7)
                    .allSatisfy(answer -> assertThat(answer.jsonPath().getString("contact.name"))
                            .startsWith("Name " + version));
            read(ana(), contact).then().body("version", equalTo(version + 1));
        }
    }

    @Test
    void aHostileNameIsALineOfText() {
        var contact = aContact();
        threadWith(support, contact);

        edit(ana(), contact, "<img src=x onerror=alert(1)>\u202e\u0000\n", null, 0).then().statusCode(200)
                .body("name", equalTo("<img src=x onerror=alert(1)>"));
        edit(ana(), contact, "x".repeat(201), null, 1).then().statusCode(422).body("errors[0].pointer",
                equalTo("/name"));
        edit(ana(), contact, null, "x".repeat(10_001), 1).then().statusCode(422).body("errors[0].pointer",
                equalTo("/notes"));
        as(ana()).body(Map.of("name", "x", "fields", Map.of(), "version", 1, "id", UUID.randomUUID()))
                .put(path(contact)).then().statusCode(422);
    }

    @Test
    void whoSeesNoThreadOfAPersonSeesNoPerson() {
        var contact = aContact();
        var other = aContact();
        var thread = threadWith(support, contact);
        threadWith(support, other);
        edit(ana(), contact, "Secret " + contact.value().substring(5), null, 0).then().statusCode(200);

        for (var token : List.of(leo(), TokensForTests.of("nobody", "visitor", "support"))) {
            read(token, contact).then().statusCode(404);
            edit(token, contact, "Mine", null, 1).then().statusCode(404);
            as(token).queryParam("with", other.value()).get(path(contact) + "/merge").then().statusCode(404);
            merge(token, contact, Map.of("with", other.value())).then().statusCode(404);
            split(token, contact, other).then().statusCode(404);
            as(token).get("/api/threads/" + thread + "/media").then().statusCode(404);
            assertThat(as(token).queryParam("q", contact.value().substring(5)).get("/api/contacts").jsonPath()
                    .getList("external")).isEmpty();
            assertThat(as(token).queryParam("q", "Secret").get("/api/contacts").jsonPath().getList("external"))
                    .isEmpty();
        }
        read(ana(), aContact()).then().statusCode(404);
        read(marta(), aContact()).then().statusCode(404);
    }

    @Test
    void ofAPersonWhoWritesToTwoTeamsEachSeesTheirOwnThreads() {
        var contact = aContact();
        var ours = threadWith(support, contact);
        var theirs = threadWith(sales, contact);

        read(ana(), contact).then().body("threads.id", contains(ours));
        read(leo(), contact).then().body("threads.id", contains(theirs));
        read(marta(), contact).then().body("threads.id", containsInAnyOrder(ours, theirs));
    }

    @Test
    void theDoorsAreClosedWithoutAToken() {
        for (var path : List.of("/api/contacts", "/api/contacts/%2B13055550142", "/api/contact-fields",
                "/api/threads/" + UUID.randomUUID() + "/media")) {
            io.restassured.RestAssured.given().urlEncodingEnabled(false).get(path).then().statusCode(401);
        }
    }

    @Test
    void peopleAreFoundByPartOfNameOrNumber() {
        var contact = aContact();
        threadWith(support, contact);
        var last = threadWith(World.aNumberOf("support"), contact);
        var word = "Zuñiga" + contact.value().substring(6);
        edit(ana(), contact, "Íñigo " + word, null, 0).then().statusCode(200);

        for (var sought : List.of(word.toLowerCase(java.util.Locale.ROOT).replace("ñ", "n"), contact.value(),
                contact.value().substring(4))) {
            as(ana()).queryParam("q", sought).get("/api/contacts").then().statusCode(200)
                    .body("external", contains(contact.value())).body("[0].name", equalTo("Íñigo " + word))
                    .body("[0].threadId", equalTo(last));
        }
        as(ana()).queryParam("q", "%").get("/api/contacts").then().statusCode(200).body("$", empty());
        as(ana()).queryParam("limit", 1).get("/api/contacts").then().statusCode(200).body("$", hasSize(1));
    }

    @Test
    void managersArrangeTheFieldsAndValuesMustFit() {
        var contact = aContact();
        threadWith(support, contact);
        var version = form().getLong("version");
        as(ana()).body(Map.of("fields", List.of(), "version", version)).put("/api/contact-fields").then()
                .statusCode(403);
        arrange(version, field("Ciudad favorita", "text"), field("Alta", "date"), field("Saldo", "number"),
                choice("Plan", "oro", "plata")).then().statusCode(200)
                .body("fields.key", contains("ciudad-favorita", "alta", "saldo", "plan"))
                .body("fields[3].choices", contains("oro", "plata"));
        arrange(version, field("Late", "text")).then().statusCode(409);

        as(ana()).body(noted(null, null, 0, Map.of("ciudad-favorita", "Miami", "alta", "2026-02-30", "saldo", "x",
                "plan", "cobre", "else", "?"))).put(path(contact)).then().statusCode(422)
                .body("errors.pointer",
                        containsInAnyOrder("/fields/alta", "/fields/saldo", "/fields/plan", "/fields/else"));
        as(ana()).body(noted(null, null, 0, Map.of("ciudad-favorita", "Miami", "alta", "2026-02-28", "saldo",
                "12.50", "plan", "oro"))).put(path(contact)).then().statusCode(200)
                .body("fields.saldo", equalTo("12.50"));

        // A field that is taken away by mistake comes back with what was noted in it.
        var next = form().getLong("version");
        arrange(next, Map.of("key", "alta", "name", "Cliente desde", "kind", "date", "choices", List.of()))
                .then().statusCode(200).body("fields.name", contains("Cliente desde"));
        as(ana()).body(noted("Ana", null, 1, Map.of("alta", "2026-02-28"))).put(path(contact)).then().statusCode(200)
                .body("fields", equalTo(Map.of("alta", "2026-02-28")));
        arrange(next + 1, Map.of("key", "alta", "name", "Alta", "kind", "text", "choices", List.of())).then()
                .statusCode(422).body("errors[0].pointer", equalTo("/fields/0/kind"));
        arrange(next + 1, field("Ciudad favorita", "text"), field("ciudad  FAVORITA", "text"), field(" ", "what"))
                .then().statusCode(422).body("errors.pointer",
                        containsInAnyOrder("/fields/1/name", "/fields/2/name", "/fields/2/kind"));
        arrange(next + 1, field("Ciudad favorita", "text")).then().statusCode(200);
        read(ana(), contact).then().body("fields", equalTo(Map.of("ciudad-favorita", "Miami")));
        assertThat(Rows.of("select 1 from audit where what = 'contact-fields.changed'")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void twoContactsBecomeOneAndTheChoiceIsShownBefore() {
        var one = aContact();
        var two = aContact();
        var first = threadWith(support, one);
        var second = threadWith(sales, two);
        edit(marta(), one, "Lucía", "Mornings", 0).then().statusCode(200);
        edit(marta(), two, "Lucía Ferrer", "Evenings", 0).then().statusCode(200);

        as(marta()).queryParam("with", two.value()).get(path(one) + "/merge").then().statusCode(200)
                .body("name", equalTo("Lucía Ferrer")).body("names", contains("Lucía Ferrer", "Lucía"))
                .body("notes", equalTo("Mornings\n\nEvenings")).body("numbers", contains(one.value(), two.value()))
                .body("version", equalTo(1)).body("withVersion", equalTo(1));
        var key = UUID.randomUUID().toString();
        Map<String, Object> choice = Map.of("with", two.value(), "name", "Lucía Ferrer Díaz", "version", 1,
                "withVersion", 1);
        var answer = as(marta()).header("Idempotency-Key", key).body(choice).post(path(one) + "/merge");
        answer.then().statusCode(200).body("name", equalTo("Lucía Ferrer Díaz"))
                .body("notes", equalTo("Mornings\n\nEvenings")).body("numbers", contains(one.value(), two.value()))
                .body("merged.external", contains(two.value())).body("merged.name", contains("Lucía Ferrer"))
                .body("merged.by", contains("marta")).body("version", equalTo(2));
        assertThat(as(marta()).header("Idempotency-Key", key).body(choice).post(path(one) + "/merge").asString())
                .isEqualTo(answer.asString());

        read(marta(), two).then().body("name", equalTo("Lucía Ferrer Díaz"))
                .body("numbers", contains(two.value(), one.value()))
                .body("threads.id", containsInAnyOrder(first, second));
        for (var thread : List.of(first, second)) {
            eventually(() -> as(marta()).get("/api/threads/" + thread).then().body("displayName",
                    equalTo("Lucía Ferrer Díaz")));
        }
        eventually(() -> assertThat(lines(sales, two)).extracting(MessageView::subject).containsExactly(
                "Lucía Ferrer", "Lucía Ferrer Díaz"));
        // Who sees one of the threads sees the person, but not the other team's thread.
        read(ana(), one).then().body("numbers", hasSize(2)).body("threads.id", contains(first));
        read(ana(), two).then().statusCode(200).body("threads.id", contains(first));
        merge(marta(), one, Map.of("with", two.value())).then().statusCode(409).body("type",
                containsString("same-contact"));
        merge(marta(), one, Map.of("with", one.value())).then().statusCode(409);
        assertThat(Rows.of("select what from audit where subject = $1 order by id", one.value()))
                .extracting(row -> row.getString(0)).containsExactly("contact.changed", "contact.merged");
    }

    @Test
    void aMergeIsUndoneAsAWhole() {
        var one = aContact();
        var two = aContact();
        threadWith(support, one);
        var second = threadWith(support, two);
        edit(ana(), one, "Héctor", "Mornings", 0).then().statusCode(200);
        edit(ana(), two, "Tito", "Evenings", 0).then().statusCode(200);
        merge(ana(), one, Map.of("with", two.value())).then().statusCode(200).body("name", equalTo("Héctor"));

        split(ana(), one, one).then().statusCode(409).body("type", containsString("not-merged"));
        split(ana(), one, two).then().statusCode(200).body("name", equalTo("Héctor"))
                .body("notes", equalTo("Mornings")).body("numbers", contains(one.value())).body("merged", empty());

        read(ana(), two).then().body("name", equalTo("Tito")).body("notes", equalTo("Evenings"))
                .body("numbers", contains(two.value()));
        eventually(() -> as(ana()).get("/api/threads/" + second).then().body("displayName", equalTo("Tito")));
        split(ana(), one, two).then().statusCode(409);
        assertThat(Rows.of("select what from audit where subject = $1 order by id", one.value()))
                .extracting(row -> row.getString(0))
                .containsExactly("contact.changed", "contact.merged", "contact.split");
    }

    @Test
    void whatWasNotedSinceAMergeStaysWithTheContact() {
        var one = aContact();
        var two = aContact();
        threadWith(support, one);
        threadWith(support, two);
        edit(ana(), one, "Héctor", "Mornings", 0).then().statusCode(200);
        merge(ana(), one, Map.of("with", two.value())).then().statusCode(200);
        edit(ana(), two, "Héctor Muñiz", "Noon", 2).then().statusCode(200);

        // The number that leaves asks for itself, and had nothing of its own.
        split(ana(), two, two).then().statusCode(200).body("version", equalTo(0)).body("id", nullValue());

        read(ana(), one).then().body("name", equalTo("Héctor Muñiz")).body("notes", equalTo("Noon"));
        read(ana(), two).then().body("name", nullValue()).body("version", equalTo(0));
        eventually(() -> assertThat(Rows.of("select display_name from thread where external = $1", two.value()))
                .extracting(row -> row.getString(0)).containsOnlyNulls());
    }

    @Test
    void threeNumbersAreOnePersonAndLeaveOneByOne() {
        var numbers = Stream.generate(World::aContact).limit(3).toList();
        numbers.forEach(number -> threadWith(support, number));
        merge(ana(), numbers.get(1), Map.of("with", numbers.get(2).value(), "name", "Both")).then().statusCode(200);
        merge(ana(), numbers.get(0), Map.of("with", numbers.get(2).value())).then().statusCode(200)
                .body("name", equalTo("Both")).body("numbers", hasSize(3)).body("merged", hasSize(2));

        split(ana(), numbers.get(0), numbers.get(1)).then().statusCode(200).body("numbers", hasSize(2));
        read(ana(), numbers.get(1)).then().body("name", equalTo("Both")).body("numbers", hasSize(1));
        split(ana(), numbers.get(0), numbers.get(2)).then().statusCode(200).body("numbers", hasSize(1));
        read(ana(), numbers.get(2)).then().body("name", nullValue());
    }

    @Test
    void aChoiceThatWasMadeBeforeSomebodyWroteIsAskedAgain() {
        var one = aContact();
        var two = aContact();
        threadWith(support, one);
        threadWith(support, two);
        edit(ana(), two, "Tito", null, 0).then().statusCode(200);

        merge(ana(), one, Map.of("with", two.value(), "version", 0, "withVersion", 0)).then().statusCode(409)
                .body("type", containsString("stale-contact")).body("contact.external", equalTo(two.value()));

        read(ana(), one).then().body("numbers", hasSize(1));
    }

    @Test
    void mergesThatCrossEndInOnePersonOrInAQuestion() throws Exception {
        var numbers = Stream.generate(World::aContact).limit(3).toList();
        numbers.forEach(number -> threadWith(support, number));
        numbers.forEach(number -> edit(ana(), number, "P" + number.value(), null, 0).then().statusCode(200));

        var answers = together(6, i -> merge(ana(), numbers.get(i % 3),
                Map.of("with", numbers.get((i + 1) % 3).value())));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 409, 503));
        var values = numbers.stream().map(PhoneNumber::value).toArray(String[]::new);
        // Whatever won, each number is somebody's, and every contact has one number it began with.
        assertThat(Rows.count("select count(*) from contact_number where number = any($1)", (Object) values))
                .isEqualTo(3);
        assertThat(Rows.of("""
                select contact_id from contact_number where contact_id in (
                    select contact_id from contact_number where number = any($1))
                group by contact_id having count(*) filter (where before is null) <> 1
                """, (Object) values)).isEmpty();
    }

    @Test
    void aNumberWithoutAContactJoinsAndIsToldAtOnce() {
        var one = aContact();
        var two = aContact();
        threadWith(support, one);
        var second = threadWith(support, two);

        merge(ana(), one, Map.of("with", two.value(), "name", "Noemí Salas")).then().statusCode(200)
                .body("version", equalTo(1));

        eventually(() -> as(ana()).get("/api/threads/" + second).then().body("displayName", equalTo("Noemí Salas")));
        as(ana()).queryParam("q", "noemi salas").get("/api/contacts").then()
                .body("findAll { it.external in ['" + one.value() + "', '" + two.value() + "'] }", hasSize(1));
        eventually(() -> assertThat(Rows.of("select 1 from contact_spread where number = $1 and not told",
                two.value())).isEmpty());
    }

    @Test
    void theGalleryShowsWhatWasSentNewestFirst() {
        var contact = aContact();
        var thread = threadWith(support, contact);
        for (var i = 0; i < 3; i++) {
            arrives(text(support, contact, "picture " + i));
        }
        eventually(() -> assertThat(messages(thread)).hasSize(4));
        var messages = messages(thread);
        medium(messages.get(1), thread, "READY");
        medium(messages.get(2), thread, "READY");
        medium(messages.get(3), thread, "FETCHING");

        as(ana()).get("/api/threads/" + thread + "/media").then().statusCode(200)
                .body("body", contains("picture 1", "picture 0")).body("[0].media[0].state", equalTo("ready"))
                .body("[0].media[0].url", notNullValue());
        as(ana()).queryParam("limit", 2).get("/api/threads/" + thread + "/media").then()
                .body("body", contains("picture 1"))
                .header("Link", equalTo("</api/threads/" + thread + "/media?limit=2&before=3>; rel=\"next\""));
        as(ana()).queryParam("before", 3).get("/api/threads/" + thread + "/media").then()
                .body("body", contains("picture 0")).body("body", not(hasItem("picture 1")));
    }

    private static List<UUID> messages(String thread) {
        return Rows.of("select id from message where thread_id = $1 order by seq", UUID.fromString(thread)).stream()
                .map(row -> row.getUUID(0)).toList();
    }

    private static void medium(UUID message, String thread, String state) {
        Rows.of("update message set media_count = 1 where id = $1 returning id", message);
        Rows.of("""
                insert into media (id, message_id, thread_id, state, content_type, name, bytes, created_at)
                values ($1, $2, $3, $4, 'image/jpeg', 'box.jpg', 12, now()) returning id
                """, UUID.randomUUID(), message, UUID.fromString(thread), state);
    }

    private static List<MessageView> lines(PhoneNumber did, PhoneNumber contact) {
        return eventsOf(did, contact).stream().filter(ConversationEvent.MessageQueued.class::isInstance)
                .map(event -> ((ConversationEvent.MessageQueued) event).message()).toList();
    }

    private static io.restassured.path.json.JsonPath form() {
        return as(ana()).get("/api/contact-fields").then().statusCode(200).extract().jsonPath();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Response arrange(long version, Map<String, Object>... fields) {
        return as(marta()).body(Map.of("fields", Arrays.asList(fields), "version", version))
                .put("/api/contact-fields");
    }

    private static Map<String, Object> field(String name, String kind) {
        return Map.of("name", name, "kind", kind, "choices", List.of());
    }

    private static Map<String, Object> choice(String name, String... choices) {
        return Map.of("name", name, "kind", "choice", "choices", List.of(choices));
    }

    private static Map<String, Object> noted(@Nullable String name, @Nullable String notes, long version,
            Map<String, String> fields) {
        Map<String, Object> request = new HashMap<>();
        request.put("name", name);
        request.put("notes", notes);
        request.put("fields", fields);
        request.put("version", version);
        return request;
    }

    private static Response edit(String token, PhoneNumber contact, @Nullable String name, @Nullable String notes,
            long version) {
        return as(token).body(noted(name, notes, version, Map.of())).put(path(contact));
    }

    private static Response read(String token, PhoneNumber contact) {
        return as(token).get(path(contact));
    }

    private static Response merge(String token, PhoneNumber contact, Map<String, Object> request) {
        return as(token).body(request).post(path(contact) + "/merge");
    }

    private static Response split(String token, PhoneNumber contact, PhoneNumber leaving) {
        return as(token).body(Map.of("external", leaving.value())).post(path(contact) + "/split");
    }

    private static String path(PhoneNumber contact) {
        return "/api/contacts/" + contact.value();
    }

    private static List<Response> together(int times, java.util.function.IntFunction<Response> work)
            throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(IntStream.range(0, times)
                    .<Callable<Response>>mapToObj(i -> () -> work.apply(i)).toList()).stream()
                    .map(java.util.concurrent.Future::resultNow).toList();
        }
    }

    @CanIgnoreReturnValue
    private static String threadWith(PhoneNumber did, PhoneNumber contact) {
        arrives(text(did, contact, "Hello"));
        eventually(() -> assertThat(threads(did, contact)).hasSize(1));
        return threads(did, contact).getFirst();
    }

    private static List<String> threads(PhoneNumber did, PhoneNumber contact) {
        return Rows.of("select id from thread where did = $1 and external = $2", did.value(), contact.value())
                .stream().map(row -> row.getUUID(0).toString()).toList();
    }
}
