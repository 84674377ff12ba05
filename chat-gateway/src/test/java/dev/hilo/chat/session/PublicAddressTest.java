package dev.hilo.chat.session;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicAddressTest {

    @ParameterizedTest(name = "{0}: {1} at host {2} is ours: {3}")
    @CsvSource(textBlock = """
            http://localhost:8080,   http://localhost:8080,    localhost:8080,   true
            http://localhost:8080,   http://127.0.0.1:8080,    127.0.0.1:8080,   true
            http://localhost:8080,   HTTP://LocalHost:8080,    localhost:8080,   true
            http://localhost:8080,   http://localhost:8081,    localhost:8080,   false
            http://localhost:8080,   https://localhost:8080,   localhost:8080,   false
            http://localhost:8080,   null,                     localhost:8080,   false
            https://hilo.example,    https://hilo.example,     gateway:8080,     true
            https://hilo.example/,   https://hilo.example,     hilo.example,     true
            https://hilo.example:443,https://hilo.example,     hilo.example,     true
            https://hilo.example,    http://hilo.example,      hilo.example,     false
            https://hilo.example,    https://evil.example,     evil.example,     false
            https://hilo.example,    https://hilo.example.evil.example, hilo.example, false
            """)
    void knowsItsOwnPages(URI base, String origin, String host, boolean ours) {
        assertThat(new PublicAddress(base).isOurs(origin, host)).isEqualTo(ours);
    }
}
