package dev.hilo.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EndingTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Path folder;

    EndingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void asksFirst() throws Exception {
        var polite = shell("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done", Launch.Signal.TERM);

        assertThat(Ending.end(polite.record(), SOON)).isEqualTo(Ending.Outcome.IN_ORDER);
        assertThat(said()).containsExactly("up", "bye");
    }

    /** Perl, because a shell cannot trap an interrupt that its own parent ignores, as that of a background job does. */
    @Test
    void asksWithTheSignalThatTheProgramUnderstands() throws Exception {
        var polite = started(Launch.Signal.INT, "perl", "-e", """
                $| = 1; $SIG{TERM} = 'IGNORE'; $SIG{INT} = sub { print "interrupted\n"; exit 0 };
                print "up\n"; sleep 1 while 1;
                """);

        assertThat(Ending.end(polite.record(), SOON)).isEqualTo(Ending.Outcome.IN_ORDER);
        assertThat(said()).containsExactly("up", "interrupted");
    }

    @Test
    void insistsWhenTheTimeIsOver() throws Exception {
        var deaf = shell("trap '' TERM; echo up; while :; do sleep 0.05; done", Launch.Signal.TERM);

        assertThat(Ending.end(deaf.record(), Duration.ofMillis(300))).isEqualTo(Ending.Outcome.KILLED);
        assertThat(deaf.endsWithin(SOON)).isTrue();
    }

    private ChildProcess shell(String script, Launch.Signal goodbye) throws Exception {
        return started(goodbye, "bash", "-c", script);
    }

    private ChildProcess started(Launch.Signal goodbye, String... command) throws Exception {
        var launch = Launch.of(List.of(command), Map.of(), folder).endedBy(goodbye);
        var child = ChildProcess.start("shell", launch, new LogFiles(folder).rotate("shell"), null);
        await().untilAsserted(() -> assertThat(said()).contains("up"));
        return child;
    }

    private List<String> said() {
        return new LogFiles(folder).tail("shell", 10);
    }
}
