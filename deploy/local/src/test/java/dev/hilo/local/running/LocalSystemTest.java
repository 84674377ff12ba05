package dev.hilo.local.running;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.hilo.local.process.LogFiles;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.process.RunFolder;
import dev.hilo.local.running.Part.Tier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

class LocalSystemTest {

    @TempDir
    private Path folder;
    private RunFolder run;
    private LogFiles logs;
    private ShellPart store;
    private ShellPart core;
    private ShellPart edge;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Progress progress = new PlainProgress(new PrintStream(shown, true, StandardCharsets.UTF_8));
    private final List<Crash> crashes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void threeParts() {
        run = new RunFolder(folder);
        logs = new LogFiles(folder);
        store = ShellPart.thatRuns("store", Tier.STORE, folder);
        core = ShellPart.thatRuns("core", Tier.CORE, folder, "store");
        edge = ShellPart.thatRuns("edge", Tier.EDGE, folder, "core");
    }

    @AfterEach
    void nothingIsLeft() {
        run.parts().stream().flatMap(part -> part.process().stream()).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void startsInOneOrderAndStopsInTheOther() throws Exception {
        var system = system(edge, core, store);

        system.start(progress);
        assertThat(run.parts()).extracting(ProcessRecord::name).containsExactly("core", "edge", "store");
        system.stop(progress);

        assertThat(journal()).containsExactly("store up", "core up", "edge up", "edge stopped", "core stopped",
                "store stopped");
        assertThat(run.parts()).isEmpty();
        assertThat(crashes).isEmpty();
    }

    @Test
    void namesThePartThatDoesNotComeUpAndShowsWhatItSaid() {
        var broken = core.withScript("echo 'no such table'; exit 7");
        var system = system(edge, broken, store);

        assertThatThrownBy(() -> system.start(progress)).isInstanceOf(StartFailed.class)
                .hasMessage("core ended with code 7 while it started")
                .extracting(failed -> ((StartFailed) failed).logTail()).asInstanceOf(
                        InstanceOfAssertFactories.list(String.class))
                .containsExactly("no such table");
        system.stop(progress);

        assertThat(journal()).containsExactly("store up", "store stopped");
    }

    @Test
    void reportsAPartThatEndsUnaskedAndKeepsTheOthers() throws Exception {
        var system = system(core, store);
        system.start(progress);

        run.part("core").flatMap(ProcessRecord::process).ifPresent(ProcessHandle::destroyForcibly);

        await().untilAsserted(() -> assertThat(crashes).extracting(Crash::part, Crash::how)
                .containsExactly(tuple("core", "was killed by signal 9")));
        assertThat(run.part("store").flatMap(ProcessRecord::process)).isPresent();
        system.stop(progress);
    }

    @Test
    void bringsBackAPartThatCrashed() throws Exception {
        var system = system(core, store);
        system.start(progress);
        var before = run.part("core").map(ProcessRecord::pid);
        run.part("core").flatMap(ProcessRecord::process).ifPresent(ProcessHandle::destroyForcibly);
        await().untilAsserted(() -> assertThat(crashes).hasSize(1));

        system.restart("core", progress);

        assertThat(run.part("core").map(ProcessRecord::pid)).isPresent().isNotEqualTo(before);
        assertThat(run.part("core").flatMap(ProcessRecord::process)).isPresent();
        system.stop(progress);
    }

    @Test
    void canBeStoppedWhileItStarts() throws Exception {
        var slow = core.withScript("echo waiting; trap 'exit 0' TERM; while :; do sleep 0.05; done");
        var system = system(slow, store);
        var failure = new CopyOnWriteArrayList<StartFailed>();
        var starting = Thread.ofVirtual().start(() -> {
            try {
                system.start(progress);
            } catch (StartFailed failed) {
                failure.add(failed);
            }
        });
        await().untilAsserted(() -> assertThat(logs.tail("core", 1)).containsExactly("waiting"));

        system.stop(progress);

        starting.join();
        assertThat(failure).hasSize(1);
        assertThat(run.parts()).isEmpty();
    }

    private LocalSystem system(Part... parts) {
        return new LocalSystem(List.of(parts), run, logs, crashes::add);
    }

    private List<String> journal() {
        try {
            return Files.readAllLines(folder.resolve("journal"));
        } catch (IOException nothingYet) {
            return List.of();
        }
    }
}
