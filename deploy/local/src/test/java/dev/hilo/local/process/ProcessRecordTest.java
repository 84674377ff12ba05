package dev.hilo.local.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessRecordTest {

    @TempDir
    private Path folder;
    private ChildProcess child;

    @BeforeEach
    void startAProcess() throws Exception {
        child = ChildProcess.start("sleeper", Launch.of(List.of("sleep", "60"), Map.of(), folder),
                folder.resolve("sleeper.log"), 1234);
    }

    @AfterEach
    void endIt() {
        child.record().process().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void findsTheProcessItWasMadeOf() {
        assertThat(child.record().process()).map(ProcessHandle::pid).contains(child.record().pid());
    }

    @Test
    void takesAProcessThatBeganAtAnotherTimeForAStranger() {
        var record = child.record();

        var stale = new ProcessRecord(record.name(), record.pid(), record.startedAt().minusSeconds(60), record.port(),
                record.goodbye());

        assertThat(stale.process()).isEmpty();
        assertThat(Ending.end(stale, Duration.ofSeconds(1))).isEqualTo(Ending.Outcome.ALREADY_GONE);
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void knowsThatAProcessHasEnded() throws Exception {
        var _ = Ending.end(child.record(), Duration.ofSeconds(5));

        assertThat(child.endsWithin(Duration.ofSeconds(5))).isTrue();
        assertThat(child.record().process()).isEmpty();
    }

    @Test
    void survivesTheFile() {
        var run = new RunFolder(folder);

        run.record(child.record());

        assertThat(run.parts()).containsExactly(child.record());
        assertThat(run.part("sleeper")).contains(child.record());
        run.forget("sleeper");
        assertThat(run.parts()).isEmpty();
    }

    @Test
    void aProcessHasASessionOfItsOwnSoThatTheTerminalDoesNotReachIt() throws Exception {
        var ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(child.record().pid())).start();
        var group = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();

        assertThat(group).isEqualTo(Long.toString(child.record().pid()));
    }
}
