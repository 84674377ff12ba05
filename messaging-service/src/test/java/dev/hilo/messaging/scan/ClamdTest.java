package dev.hilo.messaging.scan;

import java.time.Duration;

import dev.hilo.messaging.fixture.ClamdForTests;
import dev.hilo.messaging.fixture.ClamdForTests.Mood;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClamdTest {

    private final ClamdForTests server = new ClamdForTests();
    private final Vertx vertx = Vertx.vertx();
    private final Clamd clamd = new Clamd(vertx, "127.0.0.1", server.port(), Duration.ofSeconds(2));

    @AfterEach
    void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3_000_000})
    void callsWhatIsCleanClean(int size) {
        assertThat(scan(Buffer.buffer(new byte[size]))).isEqualTo(new Verdict.Clean());
    }

    @Test
    void namesWhatItFinds() {
        assertThat(scan(Buffer.buffer(ClamdForTests.EICAR)))
                .isEqualTo(new Verdict.Infected("Win.Test.EICAR_HDB-1"));
        var deepInside = Buffer.buffer(new byte[200_000]).appendString(ClamdForTests.EICAR).appendBytes(new byte[9]);
        assertThat(scan(deepInside)).isInstanceOf(Verdict.Infected.class);
    }

    @Test
    void whatItDoesNotTakeIsNotCalledClean() {
        assertThat(scan(Buffer.buffer(new byte[13 << 20]))).isIn(new Verdict.TooLarge(),
                new Verdict.Away("it said: "));
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
    void whoeverHasNoWordIsAway(Mood mood) {
        server.be(mood);
        assertThat(scan(Buffer.buffer("text"))).isInstanceOf(Verdict.Away.class);
    }

    @Test
    void whoIsNotThereIsAway() {
        server.close();
        assertThat(scan(Buffer.buffer("text"))).isInstanceOf(Verdict.Away.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            stream: OK,                                   Clean
            stream: Eicar-Signature FOUND,                Infected
            INSTREAM size limit exceeded. ERROR,          TooLarge
            stream: Can't open file or directory ERROR,   Away
            OK,                                           Away
            'stream: OK FOUND at last ERROR',             Away
            '',                                           Away
            """)
    void onlyItsOwnWordForItIsClean(String answer, String verdict) {
        assertThat(Clamd.verdictOf(Buffer.buffer(answer + "\0")).getClass().getSimpleName()).isEqualTo(verdict);
    }

    private Verdict scan(Buffer bytes) {
        return clamd.scan(bytes).await().atMost(Duration.ofSeconds(10));
    }
}
