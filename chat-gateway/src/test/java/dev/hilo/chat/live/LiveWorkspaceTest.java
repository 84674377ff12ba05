package dev.hilo.chat.live;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.chat.testing.Browser;
import dev.hilo.chat.testing.Neighbours;
import dev.hilo.chat.testing.Stream;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people share is read again by everybody whom a change concerns, within a second, and by nobody else. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(Neighbours.class)
class LiveWorkspaceTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TestHTTPResource("/ws")
    URI http;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final List<Browser> browsers = new ArrayList<>();
    private Stream stream;

    @BeforeEach
    void begin() {
        stream = new Stream(kafka);
    }

    @AfterEach
    void leave() {
        browsers.forEach(Browser::close);
        stream.close();
    }

    @Test
    void whatIsEverybodysIsToldToEverybody() {
        var screens = List.of(as("ana"), as("leo"), as("marta"), as("root"));

        stream.changes(change("labels", null, null));

        for (var screen : screens) {
            Soon.await().atMost(AT_ONCE).untilAsserted(() -> assertThat(whats(screen)).containsExactly("labels"));
            assertThat(screen.of("workspace").getFirst().properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder("type", "cursor", "what");
        }
    }

    @Test
    void whatIsOneTeamsIsToldToItAndToManagers() {
        var ana = as("ana");
        var leo = as("leo");
        var marta = as("marta");

        stream.changes(change("templates", null, "support"));

        for (var screen : List.of(ana, marta)) {
            Soon.await().atMost(AT_ONCE)
                    .untilAsserted(() -> assertThat(whats(screen)).containsExactly("templates"));
        }
        assertThat(whats(leo.settle())).isEmpty();
    }

    @Test
    void whatIsOnePersonsIsToldToTheirWindowsAlone() {
        var ana = as("ana");
        var another = as("ana");
        var marta = as("marta");

        stream.changes(change("views", "ana", null));

        for (var screen : List.of(ana, another)) {
            Soon.await().atMost(AT_ONCE).untilAsserted(() -> assertThat(whats(screen)).containsExactly("views"));
        }
        assertThat(whats(marta.settle())).isEmpty();
    }

    private static WorkspaceChange change(String what, @Nullable String user, @Nullable String team) {
        return new WorkspaceChange(UUID.randomUUID(), Instant.now(), what, user, team);
    }

    private static List<String> whats(Browser screen) {
        return screen.of("workspace").stream().map(frame -> frame.path("what").asText()).toList();
    }

    private Browser as(String user) {
        var browser = Browser.connect(URI.create(http.toString().replaceFirst("^http", "ws")),
                Map.of("Authorization", "Bearer " + Tokens.of(user)));
        browsers.add(browser);
        return browser.hello();
    }
}
