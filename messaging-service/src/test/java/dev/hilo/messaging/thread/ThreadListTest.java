package dev.hilo.messaging.thread;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.aContact;
import static dev.hilo.messaging.fixture.World.aNumberOf;
import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

/** Each tab of the list, and that it holds as many conversations as its count says. */
@WholeService
class ThreadListTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final List<String> TABS = List.of("all", "mine", "unassigned", "unread", "unanswered", "closed",
            "snoozed");

    @Test
    void eachTabHoldsAsManyAsItsCountSays() {
        var support = aNumberOf("support");
        var sales = aNumberOf("sales");
        fill(support, sales, 60, new Random(5));
        for (var scope : List.<Map<String, ?>>of(
                Map.of("did", List.of(support.value(), sales.value())),
                Map.of("did", List.of(support.value(), sales.value()), "label", List.of("vip", "billing")),
                Map.of("did", List.of(support.value(), sales.value()), "team", "support"),
                Map.of("did", List.of(sales.value()), "label", "vip", "assignee", "ana"))) {
            for (var token : List.of(TokensForTests.ana(), TokensForTests.marta())) {
                var counts = counts(token, scope);
                for (var tab : TABS) {
                    assertThat(pages(token, tab, scope)).as("%s within %s", tab, scope)
                            .doesNotHaveDuplicates().hasSize(counts.getInt(tab));
                }
            }
        }
    }

    /** Those who wait, the longest first, then the others by activity; whichever tab, and across all of its pages. */
    @Test
    void whoWaitsLongestComesFirstWhenAskedFor() {
        var support = aNumberOf("support");
        var sales = aNumberOf("sales");
        fill(support, sales, 90, new Random(7));
        for (var scope : List.<Map<String, ?>>of(
                Map.of("did", List.of(support.value(), sales.value())),
                Map.of("did", List.of(support.value(), sales.value()), "label", List.of("vip", "billing")))) {
            for (var token : List.of(TokensForTests.ana(), TokensForTests.marta())) {
                for (var tab : TABS) {
                    var ordered = new HashMap<String, Object>(scope);
                    ordered.put("order", "waiting");
                    assertThat(pages(token, tab, ordered)).as("%s within %s", tab, scope)
                            .isEqualTo(longestWaitingFirst(pages(token, tab, scope), tab));
                }
            }
        }
        var one = Map.of("did", List.of(support.value(), sales.value()), "limit", 10);
        var end = NEXT.matcher(as(TokensForTests.marta()).queryParams(one).queryParam("order", "waiting")
                .get("/api/threads").header("Link"));
        assertThat(end.find()).isTrue();
        as(TokensForTests.marta()).urlEncodingEnabled(false)
                .get(end.group(1).replace("order=waiting", "order=activity"))
                .then().statusCode(422).body("errors[0].pointer", equalTo("cursor"));
        as(TokensForTests.marta()).queryParam("order", "name").get("/api/threads").then().statusCode(422)
                .body("errors[0].pointer", equalTo("order"));
    }

    private static List<String> longestWaitingFirst(List<String> newestFirst, String tab) {
        var since = new HashMap<String, OffsetDateTime>();
        Rows.of("""
                select id::text, coalesce(waiting_since, last_message_at) from thread
                where unanswered and state <> 'CLOSED' and id = any($1::uuid[])
                """, (Object) newestFirst.stream().map(UUID::fromString).toArray(UUID[]::new))
                .forEach(row -> since.put(row.getString(0), row.getOffsetDateTime(1)));
        var waiting = newestFirst.stream().filter(since::containsKey)
                .sorted(Comparator.<String, OffsetDateTime>comparing(since::get).thenComparing(id -> id));
        return tab.equals("closed")
                ? newestFirst
                : Stream.concat(waiting, newestFirst.stream().filter(id -> !since.containsKey(id))).toList();
    }

    @Test
    void readingAndAnsweringMoveTheCounts() {
        var did = aNumberOf("support");
        var id = threadWith(did, aContact());
        var other = threadWith(did, aContact());
        var scope = Map.of("did", did.value());
        assertThat(tabs(TokensForTests.ana(), scope)).isEqualTo(Map.of("all", 2, "mine", 0, "unassigned", 2,
                "unread", 2, "unanswered", 2, "closed", 0, "snoozed", 0));

        as(TokensForTests.ana()).body(Map.of("seq", 1)).post("/api/threads/" + id + "/read").then().statusCode(204);
        as(TokensForTests.ana()).body(Map.of("assignee", "ana")).put("/api/threads/" + id + "/assignee").then()
                .statusCode(200);
        as(TokensForTests.ana()).body(Map.of("state", "closed")).put("/api/threads/" + other + "/state").then()
                .statusCode(200);

        assertThat(tabs(TokensForTests.ana(), scope)).isEqualTo(Map.of("all", 1, "mine", 1, "unassigned", 0,
                "unread", 0, "unanswered", 1, "closed", 1, "snoozed", 0));
        assertThat(tabs(TokensForTests.marta(), scope)).containsEntry("unread", 1).containsEntry("mine", 0);
        // What is not Leo's to see is not counted either.
        assertThat(tabs(TokensForTests.leo(), scope).values()).containsOnly(0);
    }

    @Test
    void narrowsByAnyOfSeveral() {
        var one = aNumberOf("support");
        var two = aNumberOf("support");
        var three = aNumberOf("support");
        var first = threadWith(one, aContact());
        var second = threadWith(two, aContact());
        var _ = threadWith(three, aContact());
        as(TokensForTests.ana()).queryParam("did", one.value(), two.value()).get("/api/threads").then()
                .body("id", containsInAnyOrder(first, second));
        as(TokensForTests.ana()).queryParam("filter", "everything").get("/api/threads").then().statusCode(422)
                .body("errors[0].pointer", equalTo("filter"));
        as(TokensForTests.ana()).queryParam("did", "twelve").get("/api/threads/counts").then().statusCode(422)
                .body("errors[0].pointer", equalTo("did"));
    }

    private static void fill(PhoneNumber support, PhoneNumber sales, int threads, Random random) {
        for (var n = 0; n < threads; n++) {
            var state = random.nextInt(10);
            var _ = Rows.of("""
                    insert into thread (id, did, external, last_seq, inbound_count, unanswered, labels, assignee, team,
                        state, last_message_at, waiting_since)
                    values (gen_random_uuid(), $1, $2, 3, $3, $4, $5, $6, $7, $8, now() - $9 * interval '1 minute',
                        case when $4 then date_trunc('minute', now()) - $10 * interval '1 minute' end)
                    returning id
                    """, n % 3 == 0 ? sales.value() : support.value(), "+1305" + (4_000_000 + n),
                    (long) random.nextInt(3),
                    random.nextInt(3) == 0,
                    List.of(new String[]{}, new String[]{"vip"}, new String[]{"billing", "vip"}).get(n % 3),
                    random.nextBoolean() ? null : random.nextBoolean() ? "ana" : "leo",
                    random.nextInt(4) == 0 ? "support" : null,
                    state < 6 ? "OPEN" : state < 9 ? "CLOSED" : "SNOOZED", (long) random.nextInt(40),
                    40 + (long) random.nextInt(20));
        }
        for (var user : List.of("ana", "marta")) {
            var _ = Rows.of("""
                    insert into read_mark (user_name, thread_id, read_seq, read_inbound, read_at)
                    select $1, id, 1, 1, now() from thread where did in ($2, $3) and hashtext(external || $1) % 2 = 0
                    returning thread_id
                    """, user, support.value(), sales.value());
        }
    }

    private static List<String> pages(String token, String tab, Map<String, ?> scope) {
        var first = as(token).queryParam("filter", tab).queryParam("limit", 10).queryParams(scope).get("/api/threads");
        var all = new java.util.ArrayList<String>(first.then().statusCode(200).extract().jsonPath().getList("id"));
        var link = first.header("Link");
        while (link != null) {
            var matcher = NEXT.matcher(link);
            assertThat(matcher.find()).isTrue();
            var page = as(token).urlEncodingEnabled(false).get(matcher.group(1));
            all.addAll(page.then().statusCode(200).extract().jsonPath().getList("id"));
            link = page.header("Link");
        }
        return all;
    }

    private static JsonPath counts(String token, Map<String, ?> scope) {
        return as(token).queryParams(scope).get("/api/threads/counts").then().statusCode(200).extract().jsonPath();
    }

    private static Map<String, Integer> tabs(String token, Map<String, ?> scope) {
        var counts = counts(token, scope);
        var tabs = new HashMap<String, Integer>();
        TABS.forEach(tab -> tabs.put(tab, counts.getInt(tab)));
        return tabs;
    }

    private static String threadWith(PhoneNumber did, PhoneNumber contact) {
        arrives(text(did, contact, "Hello"));
        eventually(() -> assertThat(Rows.of("select 1 from message where did = $1 and external = $2", did.value(),
                contact.value())).hasSize(1));
        return Rows.of("select id from thread where did = $1 and external = $2", did.value(), contact.value())
                .getFirst().getUUID(0).toString();
    }
}
