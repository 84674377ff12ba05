package dev.hilo.platform.rounds;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RoundsTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private final Rounds rounds = new Rounds(vertx);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRoundComesAgainAndAgain() {
        rounds.every(Duration.ofMillis(2), "nothing is counted", this::counted);

        await().until(() -> begun.get() > 3);
    }

    @Test
    void aRoundThatIsUnderWayIsNotBegunAgain() {
        var work = new CompletableFuture<Void>();
        var round = rounds.every(NEVER, "nothing is done",
                () -> counted().chain(() -> Uni.createFrom().completionStage(work)));

        round.begin();
        round.begin();
        assertThat(begun).hasValue(1);

        work.complete(null);
        round.begin();
        assertThat(begun).hasValue(2);
    }

    @Test
    void aRoundThatFailsOrCannotEvenBeginComesAgain() {
        var failing = rounds.every(NEVER, "nothing works",
                () -> counted().chain(() -> Uni.createFrom().failure(new IllegalStateException("away"))));
        var throwing = rounds.every(NEVER, "nothing works", () -> {
            begun.incrementAndGet();
            throw new IllegalStateException("broken");
        });

        for (var round : new Round[]{failing, failing, throwing, throwing}) {
            round.begin();
        }

        assertThat(begun).hasValue(4);
    }

    @Test
    void noRoundBeginsOnceTheServiceStops() {
        var round = rounds.every(NEVER, "nothing is counted", this::counted);

        rounds.stop(new ShutdownEvent());
        round.begin();

        assertThat(begun).hasValue(0);
    }

    private Uni<Integer> counted() {
        return Uni.createFrom().item(begun::incrementAndGet);
    }
}
