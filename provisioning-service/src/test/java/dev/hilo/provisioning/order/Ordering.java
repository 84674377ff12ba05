package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.Tokens;
import io.restassured.response.ValidatableResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Orders as marta places and watches them. */
final class Ordering {

    private Ordering() {
    }

    @CanIgnoreReturnValue
    static ValidatableResponse provision(PhoneNumber did, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("did", did.value());
        return Tokens.marta().body(body).post("/api/numbers/provision").then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse provision(PhoneNumber did) {
        return provision(did, Map.of("name", "Soporte", "teams", List.of("support")));
    }

    /** At once. */
    @CanIgnoreReturnValue
    static ValidatableResponse release(PhoneNumber did) {
        return Tokens.marta().queryParam("now", true).delete("/api/numbers/{did}", did.value()).then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse releaseLater(PhoneNumber did) {
        return Tokens.marta().delete("/api/numbers/{did}", did.value()).then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse keep(PhoneNumber did) {
        return Tokens.marta().post("/api/numbers/{did}/keep", did.value()).then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse retry(PhoneNumber did, boolean skipCampaign) {
        return Tokens.marta().queryParam("skipCampaign", skipCampaign)
                .post("/api/numbers/{did}/order/retry", did.value()).then();
    }

    @CanIgnoreReturnValue
    static ValidatableResponse order(PhoneNumber did) {
        return Tokens.marta().get("/api/numbers/{did}/order", did.value()).then().statusCode(200);
    }

    @CanIgnoreReturnValue
    static ValidatableResponse number(PhoneNumber did) {
        return Tokens.marta().get("/api/numbers/{did}", did.value()).then().statusCode(200);
    }

    /** Waits until nothing is done by itself any more, and expects to find it so. */
    static void awaitState(PhoneNumber did, String state) {
        Soon.await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(order(did).extract().<String>path("state")).isNotEqualTo("running"));
        assertThat(order(did).extract().<String>path("state")).as(() -> order(did).extract().asString())
                .isEqualTo(state);
    }

    static void provisioned(PhoneNumber did) {
        provision(did).statusCode(202);
        awaitState(did, "done");
    }

    static String stepState(PhoneNumber did, String step) {
        return order(did).extract().path("steps.find { it.name == '" + step + "' }.state");
    }

    static String stepCode(PhoneNumber did, String step) {
        return order(did).extract().path("steps.find { it.name == '" + step + "' }.code");
    }
}
