package dev.hilo.local.running;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.hilo.local.process.Ending;
import org.jspecify.annotations.Nullable;

/** One line a part, painted anew in place, with the time it has taken so far. */
public final class ScreenProgress implements Progress {

    private static final int FRAME_MILLIS = 120;
    private static final String[] WHEEL = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final PrintStream out;
    private final Ink ink;
    private final InstantSource clock;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private int painted;
    private int frame;

    private record Row(String mark, String text, @Nullable Instant since) {
    }

    public ScreenProgress(PrintStream out, Ink ink, InstantSource clock) {
        this.out = out;
        this.ink = ink;
        this.clock = clock;
        var _ = painter.scheduleAtFixedRate(this::paint, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void waiting(String part) {
        set(part, new Row(ink.faint("·"), ink.faint("waiting"), null));
    }

    @Override
    public synchronized void doing(String part, String what) {
        var before = rows.get(part);
        var since = before == null || before.since() == null ? clock.instant() : before.since();
        rows.put(part, new Row("", what, since));
    }

    @Override
    public void ready(String part, Duration took) {
        set(part, new Row(ink.good("✓"), "%-28s %s".formatted("ready", ink.faint(Progress.seconds(took))), null));
    }

    @Override
    public void failed(String part) {
        set(part, new Row(ink.bad("✗"), ink.bad("failed"), null));
    }

    @Override
    public void stopped(String part, Ending.Outcome outcome, Duration took) {
        var text = "%-28s %s".formatted(Progress.words(outcome), ink.faint(Progress.seconds(took)));
        set(part, new Row(ink.faint("✓"), text, null));
    }

    /** The last picture stays; closing again changes nothing. */
    @Override
    public synchronized void close() {
        if (!painter.isShutdown()) {
            painter.shutdownNow();
            paint();
        }
    }

    private synchronized void set(String part, Row row) {
        rows.put(part, row);
    }

    private synchronized void paint() {
        var picture = new StringBuilder();
        if (painted > 0) {
            picture.append("\u001b[").append(painted).append('A');
        }
        var wheel = WHEEL[frame++ % WHEEL.length];
        rows.forEach((part, row) -> picture.append("\u001b[2K  ").append(line(part, row, wheel)).append('\n'));
        painted = rows.size();
        out.print(picture);
        out.flush();
    }

    private String line(String part, Row row, String wheel) {
        var since = row.since();
        var mark = since == null ? row.mark() : ink.part(part, wheel);
        var text = since == null
                ? row.text()
                : "%-28s %s".formatted(row.text(),
                        ink.faint(Progress.seconds(Duration.between(since, clock.instant()))));
        return mark + " " + ink.part(part, "%-13s".formatted(part)) + " " + text;
    }
}
