package dev.hilo.benchmark;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Requests at a fixed rate, whatever becomes of those before them, as people who do not know of each other make them. The
 * time of each counts from when it was due, so an answer that holds up the next is not hidden.
 */
final class LiveTraffic implements AutoCloseable {

    /** One kind of request, in turn with the others. */
    interface Kind {

        String name();

        int wanted();

        HttpRequest request(int n);
    }

    private record Answer(String kind, boolean good, long nanos) {
    }

    /** What one kind, or all of them, came to. */
    record Times(int good, int bad, Duration half, Duration most, Duration longest) {
    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Kind> kinds;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> refusals = new TreeMap<>();

    LiveTraffic(List<Kind> kinds, int perSecond) {
        this.kinds = kinds;
        var pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var _ = clock.scheduleAtFixedRate(this::next, pause, pause, TimeUnit.NANOSECONDS);
    }

    /** Forgets what was answered so far. */
    void startOver() {
        answers = new ConcurrentLinkedQueue<>();
    }

    /** By kind, and of all together under the empty name. */
    Map<String, Times> times() {
        var all = List.copyOf(answers);
        var times = all.stream().collect(Collectors.groupingBy(Answer::kind, TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), LiveTraffic::timesOf)));
        times.put("", timesOf(all));
        return times;
    }

    /** Other answers than the wanted one, with how often. */
    Map<String, Integer> refusals() {
        synchronized (refusals) {
            return new TreeMap<>(refusals);
        }
    }

    @Override
    public void close() {
        var _ = clock.shutdownNow();
    }

    private void next() {
        var due = System.nanoTime();
        var n = turn.getAndIncrement();
        var kind = kinds.get(n % kinds.size());
        var into = answers;
        var _ = http.sendAsync(kind.request(n), BodyHandlers.ofString()).handle((answer, failure) -> {
            var good = failure == null && answer.statusCode() == kind.wanted();
            if (!good) {
                refused(kind.name() + ": "
                        + (failure == null ? "HTTP " + answer.statusCode() + " " + answer.body() : failure.toString()));
            }
            return into.add(new Answer(kind.name(), good, System.nanoTime() - due));
        });
    }

    private void refused(String what) {
        synchronized (refusals) {
            var _ = refusals.merge(what.length() > 200 ? what.substring(0, 200) : what, 1, Integer::sum);
        }
    }

    private static Times timesOf(List<Answer> answers) {
        var sorted = answers.stream().filter(Answer::good).map(Answer::nanos).sorted(Comparator.naturalOrder())
                .toList();
        return new Times(sorted.size(), answers.size() - sorted.size(), within(sorted, 0.5), within(sorted, 0.99),
                within(sorted, 1));
    }

    static Duration within(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get(Math.clamp((int) Math.ceil(share * sorted.size()) - 1, 0,
                        sorted.size() - 1)));
    }
}
