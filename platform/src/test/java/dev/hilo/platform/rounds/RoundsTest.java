package dev.hilo.platform.rounds;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RoundsTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Rest SHORT = new Rest.AfterBatch(Duration.ofMillis(2), 1);
    private static final Logger LOG = Logger.getLogger(Rounds.class.getPackageName());

    private final Vertx vertx = Vertx.vertx();
    private final Rounds rounds = new Rounds(vertx);
    private final AtomicInteger begun = new AtomicInteger();
    private final Said said = new Said();

    @BeforeEach
    void listen() {
        LOG.addHandler(said);
    }

    @AfterEach
    void end() {
        LOG.removeHandler(said);
        rounds.stop(new ShutdownEvent());
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

    @Test
    void anOutageIsSaidOnceAndThatItIsOverToo() {
        var round = rounds.every(NEVER, "old keys stay", () -> begun.incrementAndGet() < 4
                ? Uni.createFrom().failure(new IllegalStateException("away"))
                : Uni.createFrom().nullItem());

        for (var time = 0; time < 5; time++) {
            round.begin();
        }

        assertThat(said.lines).containsExactly("old keys stay: java.lang.IllegalStateException: away",
                "no longer: old keys stay");
    }

    @Test
    void workThatRestsComesAgainWhateverBecameOfIt() {
        rounds.resting(SHORT, "nothing is counted", () -> switch (begun.incrementAndGet()) {
            case 1 -> Uni.createFrom().failure(new IllegalStateException("away"));
            case 2 -> throw new IllegalStateException("broken");
            case 3 -> Uni.createFrom().item(Left.MORE);
            default -> Uni.createFrom().item(Left.NOTHING);
        });

        await().until(() -> begun.get() > 5);
        assertThat(said.lines).containsExactly("nothing is counted: java.lang.IllegalStateException: away",
                "no longer: nothing is counted");
    }

    @Test
    void workThatRestsIsNotBegunAgainWhileItIsUnderWay() {
        var work = new CompletableFuture<Left>();
        rounds.resting(SHORT, "nothing is counted",
                () -> counted().chain(() -> Uni.createFrom().completionStage(work)));

        await().until(() -> begun.get() > 0);
        await().during(Duration.ofMillis(50)).until(() -> begun.get() == 1);

        work.complete(Left.NOTHING);
        await().until(() -> begun.get() > 1);
    }

    @Test
    void theFirstRoundOfWorkThatRestsComesAfterThePause() {
        rounds.resting(new Rest.AfterAll(NEVER, 1), "nothing is counted", () -> counted().replaceWith(Left.NOTHING));

        await().during(Duration.ofMillis(50)).until(() -> begun.get() == 0);
    }

    @Test
    void whatTheEndOfTheServiceCutsOffIsNoNewsAndComesNoMore() {
        var work = new CompletableFuture<Left>();
        rounds.resting(SHORT, "nothing is counted",
                () -> counted().chain(() -> Uni.createFrom().completionStage(work)));
        await().until(() -> begun.get() > 0);

        rounds.stop(new ShutdownEvent());
        work.completeExceptionally(new IllegalStateException("pool closed"));

        await().during(Duration.ofMillis(50)).until(() -> begun.get() == 1);
        assertThat(said.lines).isEmpty();
    }

    private Uni<Integer> counted() {
        return Uni.createFrom().item(begun::incrementAndGet);
    }

    private static class Said extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(new PatternFormatter("%s").format(line));
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
