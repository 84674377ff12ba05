package dev.hilo.provisioning;

import java.util.List;
import java.util.Map;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Who may do what: every operation by everybody. */
@QuarkusTest
class RolesTest {

    private static final String NOBODYS = "019ab1c0-0000-7000-8000-000000000099";

    private static PhoneNumber supportsNumber;

    /** One active number of team support, bought once for the whole table. */
    private static synchronized PhoneNumber supportsNumber() {
        if (supportsNumber == null) {
            var did = SimulatedCarrier.forSale();
            Tokens.marta().body(Map.of("did", did.value(), "name", "Soporte", "teams", List.of("support")))
                    .post("/api/numbers/provision").then().statusCode(202);
            Soon.await().untilAsserted(() -> Tokens.marta().get("/api/numbers/{did}", did.value()).then()
                    .body("state", is("active")));
            supportsNumber = did;
        }
        return supportsNumber;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            operation                              | anonymous | stranger | nobody | leo | ana | marta | root
            GET /api/numbers                       | 401       | 401      | 200    | 200 | 200 | 200   | 200
            GET /api/numbers/{did}                 | 401       | 401      | 404    | 404 | 200 | 200   | 200
            GET /api/numbers/{did}/drift           | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/numbers/{did}/order           | 401       | 401      | 403    | 403 | 403 | 200   | 200
            POST /api/numbers/{did}/order/retry    | 401       | 401      | 403    | 403 | 403 | 409   | 409
            PUT /api/numbers/{did}/teams           | 401       | 401      | 403    | 403 | 403 | 200   | 200
            PUT /api/numbers/{did}/name            | 401       | 401      | 403    | 403 | 403 | 200   | 200
            POST /api/numbers/provision            | 401       | 401      | 403    | 403 | 403 | 200   | 200
            DELETE /api/numbers/+17865559997       | 401       | 401      | 403    | 403 | 403 | 404   | 404
            POST /api/numbers/{did}/keep           | 401       | 401      | 403    | 403 | 403 | 409   | 409
            GET /api/numbers/available?npa=786     | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/numbers/orders                | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/numbers/unmanaged             | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/numbers/drift                 | 401       | 401      | 403    | 403 | 403 | 200   | 200
            POST /api/numbers/drift/check          | 401       | 401      | 403    | 403 | 403 | 200   | 200
            POST /api/numbers/import               | 401       | 401      | 403    | 403 | 403 | 422   | 422
            POST /api/numbers/+17865559997/repair  | 401       | 401      | 403    | 403 | 403 | 404   | 404
            GET /api/campaigns                     | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/campaigns/classes             | 401       | 401      | 403    | 403 | 403 | 200   | 200
            PUT /api/campaigns/C0DEMO1             | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/campaigns/registrations       | 401       | 401      | 403    | 403 | 403 | 200   | 200
            POST /api/campaigns/registrations      | 401       | 401      | 403    | 403 | 403 | 201   | 201
            GET /api/campaigns/registrations/{id}  | 401       | 401      | 403    | 403 | 403 | 404   | 404
            PUT /api/campaigns/registrations/{id}  | 401       | 401      | 403    | 403 | 403 | 404   | 404
            DELETE /api/campaigns/registrations/{id} | 401     | 401      | 403    | 403 | 403 | 404   | 404
            GET /api/account                       | 401       | 401      | 403    | 403 | 403 | 200   | 200
            PUT /api/account/threshold             | 401       | 401      | 403    | 403 | 403 | 200   | 200
            GET /api/webhook                       | 401       | 401      | 403    | 403 | 403 | 200   | 200
            POST /api/webhook/renew                | 401       | 401      | 403    | 403 | 403 | 200   | 200
            PUT /api/numbers/{did}/campaign        | 401       | 401      | 403    | 403 | 403 | 202   | 202
            """, useHeadersInDisplayName = true)
    void everyOperationByEverybody(String operation, int anonymous, int stranger, int nobody, int leo, int ana,
            int marta,
            int root) {
        var did = supportsNumber();

        ask(Tokens.anonymous(), operation, did, anonymous);
        ask(Tokens.stranger(), operation, did, stranger);
        ask(Tokens.nobody(), operation, did, nobody);
        ask(Tokens.leo(), operation, did, leo);
        ask(Tokens.ana(), operation, did, ana);
        ask(Tokens.marta(), operation, did, marta);
        ask(Tokens.root(), operation, did, root);
    }

    @Test
    void agentsSeeTheirTeamsNumbersOnly() {
        var did = supportsNumber().value();

        Tokens.ana().get("/api/numbers").then().body("did", hasItem(did));
        Tokens.leo().get("/api/numbers").then().body("did", not(hasItem(did)));
        Tokens.nobody().get("/api/numbers").then().body("size()", is(0));
    }

    @Test
    void agentsSeeWhatTheyNeedToWrite() {
        Tokens.ana().get("/api/numbers/{did}", supportsNumber().value()).then()
                .body("name", is("Soporte")).body("state", is("active")).body("smsEnabled", is(true))
                .body("teams", contains("support"))
                .body("webhookUrl", nullValue()).body("campaignId", nullValue()).body("readAt", nullValue());
    }

    private static void ask(RequestSpecification person, String operation, PhoneNumber did, int status) {
        var parts = operation.replace("{did}", did.value()).replace("{id}", NOBODYS).split(" ", 2);
        var body = bodyOf(operation, did);
        var answer = (body == null ? person : person.body(body)).request(parts[0], parts[1]).then().statusCode(status);
        if (status >= 400) {
            answer.contentType("application/problem+json").body("status", is(status)).body("instance",
                    endsWith(parts[1].replaceAll("\\?.*", "")));
        }
    }

    /** What the operation would accept; null where it takes nothing. */
    private static Map<String, ?> bodyOf(String operation, PhoneNumber did) {
        return switch (operation.substring(operation.lastIndexOf('/') + 1)) {
            case "teams" -> Map.of("teams", List.of("support"));
            case "name" -> Map.of("name", "Soporte");
            case "provision" -> Map.of("did", did.value());
            case "campaign" -> Map.of("campaignId", "C0DEMO1");
            case "C0DEMO1" -> Map.of("name", "C0DEMO1", "class", "T");
            case "threshold" -> Map.of();
            case "registrations" -> operation.startsWith("POST")
                    ? Map.of("name", "Care", "brand", "Acme", "useCase", "Reminders")
                    : null;
            case "{id}" -> operation.startsWith("PUT")
                    ? Map.of("name", "Care", "brand", "Acme", "useCase", "Reminders", "steps", List.of(), "state",
                            "open")
                    : null;
            default -> null;
        };
    }
}
