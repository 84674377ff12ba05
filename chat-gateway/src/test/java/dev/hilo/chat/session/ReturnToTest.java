package dev.hilo.chat.session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReturnToTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/threads/018f?filter=mine", "/numbers#top", "/a/b%20c"})
    void goesBackToAPathOfOurs(String path) {
        assertThat(ReturnTo.path(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "evil", "",
            "/%", "/\tevil", "/a\r\nSet-Cookie: x=1", "javascript:alert(1)", "/login?returnTo=/", "/logout",
            "/login/callback?code=1", " /x"})
    void goesHomeForAnythingElse(String path) {
        assertThat(ReturnTo.path(path)).isEqualTo("/");
    }

    @Test
    void goesHomeWhenNothingWasAsked() {
        assertThat(ReturnTo.path(null)).isEqualTo("/");
        assertThat(ReturnTo.path("/" + "x".repeat(3000))).isEqualTo("/");
    }
}
