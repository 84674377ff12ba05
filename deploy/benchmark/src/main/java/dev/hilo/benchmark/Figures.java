package dev.hilo.benchmark;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A small table of what was measured. */
final class Figures {

    private record Line(String what, String figure, String remark) {
    }

    private final String title;
    private final List<Line> lines = new ArrayList<>();

    Figures(String title) {
        this.title = title;
    }

    void add(String what, String figure, String remark) {
        lines.add(new Line(what, figure, remark));
    }

    void print(PrintStream out) {
        var first = lines.stream().mapToInt(line -> line.what().length()).max().orElse(0);
        var second = lines.stream().mapToInt(line -> line.figure().length()).max().orElse(0);
        out.println();
        out.println(title);
        lines.forEach(line -> out.println(("  %-" + first + "s   %" + second + "s   %s")
                .formatted(line.what(), line.figure(), line.remark()).stripTrailing()));
    }

    /** The round whose rate is in the middle; of two in the middle, the faster. */
    static <T> T median(List<T> rounds, ToDoubleFunction<T> rate) {
        return rounds.stream().sorted(Comparator.comparingDouble(rate)).toList().get(rounds.size() / 2);
    }

    static double perSecond(long count, Duration time) {
        return count * 1e9 / Math.max(1, time.toNanos());
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%,.1f/s" : "%,.0f/s", perSecond);
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }
}
