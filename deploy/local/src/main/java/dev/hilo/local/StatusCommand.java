package dev.hilo.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.hilo.local.process.Memory;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.running.LauncherState;
import dev.hilo.local.running.Part;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows each process: state, pid, port, age and memory, and their sum.")
final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "  %-13s %-9s %8s %6s %9s %12s";
    private static final double MEBIBYTE = 1024 * 1024;

    private final Context context;

    StatusCommand(Context context) {
        this.context = context;
    }

    private record Row(String name, String state, @Nullable ProcessRecord record, long memory) {

        boolean isWell() {
            return state.equals("ready");
        }
    }

    @Override
    public Integer call() throws Exception {
        var running = LauncherState.running(context.run());
        if (running.isEmpty()) {
            context.out().println("Hilo is not running. ./hilo up starts it.");
            var left = context.run().parts().stream().filter(part -> part.process().isPresent()).toList();
            left.forEach(part -> context.out()
                    .println("  %-13s runs on without a launcher (process %d); ./hilo down stops it"
                            .formatted(part.name(), part.pid())));
            return Exit.NOT_RUNNING;
        }
        return show(running.get());
    }

    private int show(LauncherState state) throws Exception {
        context.out().println("Hilo is %s (%s)".formatted(state.phase().name().toLowerCase(Locale.ROOT),
                context.settings().home()));
        context.out().println(context.ink().faint(ROW.formatted("part", "state", "pid", "port", "up", "memory")));
        var rows = rows(state.parts());
        rows.forEach(this::print);
        var launcher = new Row("launcher", "ready", state.launcher(), memory(state.launcher()));
        print(launcher);
        var sum = rows.stream().mapToLong(Row::memory).sum() + launcher.memory();
        context.out().println(context.ink().strong(ROW.formatted("total", "", "", "", "", mebibytes(sum))));
        return rows.stream().allMatch(Row::isWell) ? Exit.DONE : Exit.FAILED;
    }

    private List<Row> rows(List<String> names) throws Exception {
        var parts = Parts.all(context.settings()).stream().filter(part -> names.contains(part.name())).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rows = threads.invokeAll(parts.stream().<Callable<Row>>map(part -> () -> row(part)).toList());
            return rows.stream().map(Future::resultNow).toList();
        }
    }

    private Row row(Part part) {
        var record = context.run().part(part.name()).orElse(null);
        if (record == null || record.process().isEmpty()) {
            return new Row(part.name(), "down", record, 0);
        }
        return new Row(part.name(), part.answers() ? "ready" : "not ready", record, memory(record));
    }

    private void print(Row row) {
        var record = row.record();
        var line = record == null || row.state().equals("down")
                ? ROW.formatted(row.name(), row.state(), "-", "-", "-", "-")
                : ROW.formatted(row.name(), row.state(), record.pid(), Objects.requireNonNullElse(record.port(), "-"),
                        age(record), mebibytes(row.memory()));
        context.out().println(row.isWell() ? line : context.ink().bad(line));
    }

    private String age(ProcessRecord record) {
        var age = Duration.between(record.startedAt(), Instant.now(context.clock()));
        return age.toHours() > 0
                ? "%d h %02d min".formatted(age.toHours(), age.toMinutesPart())
                : "%d:%02d min".formatted(age.toMinutes(), age.toSecondsPart());
    }

    /** The launcher's children are the parts, which are counted by themselves. */
    private long memory(ProcessRecord record) {
        return record.process()
                .map(process -> record.name().equals("hilo") ? Memory.alone(process) : Memory.of(process))
                .orElse(0L);
    }

    private static String mebibytes(long bytes) {
        return "%.0f MiB".formatted(bytes / MEBIBYTE);
    }
}
