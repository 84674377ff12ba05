package dev.hilo.local.keycloak;

import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RealmFileTest {

    private static final Map<String, String> VALUES = Map.of("PUBLIC_BASE_URL", "http://localhost:9000",
            "HILO_GATEWAY_PORT", "9000", "HILO_OIDC_SECRET", "s3cret", "HILO_INTEGRATOR_SECRET", "other");

    @Test
    void leavesNoPlaceholder() throws Exception {
        assertThat(RealmFile.rendered(VALUES)).doesNotContain("${");
    }

    @Test
    void saysWhichValueNobodyGave() {
        assertThatThrownBy(() -> RealmFile.rendered(Map.of())).hasMessageContaining("${");
    }

    @Test
    void theGatewayMayComeBackToItsMovedPortOnly() throws Exception {
        var gateway = client("hilo-gateway");

        assertThat(texts(gateway.path("redirectUris"))).containsExactly("http://localhost:9000/*",
                "http://127.0.0.1:9000/*");
        assertThat(gateway.path("secret").asText()).isEqualTo("s3cret");
        assertThat(gateway.path("directAccessGrantsEnabled").asBoolean()).isFalse();
    }

    @Test
    void everyClientCarriesTheGroupsAndTheAudienceOfTheApi() throws Exception {
        for (var id : new String[]{"hilo-gateway", "hilo-cli", "hilo-integrator"}) {
            var mappers = client(id).path("protocolMappers");

            assertThat(texts(mappers, "name")).containsExactlyInAnyOrder("groups", "audience");
            assertThat(mappers.findValuesAsText("full.path")).containsExactly("false");
            assertThat(mappers.findValuesAsText("included.custom.audience")).containsExactly("hilo-api");
        }
    }

    @Test
    void thePeopleOfTheDemoHaveTheirRolesAndTeams() throws Exception {
        assertThat(person("ana")).containsExactly("agent", "/support");
        assertThat(person("leo")).containsExactly("agent", "/sales");
        assertThat(person("marta")).containsExactly("manager");
        assertThat(person("root")).containsExactly("admin");
    }

    @Test
    void nobodyMustCompleteAProfileBeforeTheFirstSignIn() throws Exception {
        for (var user : realm().path("users")) {
            if (!user.has("serviceAccountClientId")) {
                assertThat(user.path("email").asText()).contains("@");
                assertThat(user.path("firstName").asText()).isNotBlank();
                assertThat(user.path("lastName").asText()).isNotBlank();
            }
        }
    }

    private static JsonNode realm() throws Exception {
        return new JsonMapper().readTree(RealmFile.rendered(VALUES));
    }

    private static JsonNode client(String id) throws Exception {
        return each(realm().path("clients")).filter(client -> client.path("clientId").asText().equals(id)).findFirst()
                .orElseThrow();
    }

    private static Stream<String> person(String name) throws Exception {
        var user = each(realm().path("users")).filter(one -> one.path("username").asText().equals(name)).findFirst()
                .orElseThrow();
        return Stream.concat(texts(user.path("realmRoles")), texts(user.path("groups")));
    }

    private static Stream<String> texts(JsonNode array) {
        return each(array).map(JsonNode::asText);
    }

    private static Stream<String> texts(JsonNode array, String member) {
        return each(array).map(item -> item.path(member).asText());
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
