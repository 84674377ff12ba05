package dev.hilo.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** So many requests over so many connections, each of which sends its next one as soon as it has its answer. */
final class Load {

    /**
     * What came back.
     *
     * @param others answers of another status than the wanted one, by what they were, with how often
     */
    record Answers(Duration took, List<Long> sortedNanos, Map<String, Integer> others) {

        int count() {
            return sortedNanos.size();
        }

        double perSecond() {
            return Figures.perSecond(count(), took);
        }

        /** @param share 0.99 for the time within which 99 % were answered */
        Duration within(double share) {
            if (sortedNanos.isEmpty()) {
                return Duration.ZERO;
            }
            var index = (int) Math.ceil(share * sortedNanos.size()) - 1;
            return Duration.ofNanos(sortedNanos.get(Math.clamp(index, 0, sortedNanos.size() - 1)));
        }
    }

    private static final int SHOWN = 300;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final int connections;
    private final int wanted;

    /** @param wanted the status of a good answer */
    Load(int connections, int wanted) {
        this.connections = connections;
        this.wanted = wanted;
    }

    Answers send(int count, IntFunction<HttpRequest> requests) {
        var next = new AtomicInteger();
        var nanos = new long[count];
        var others = new ConcurrentHashMap<String, Integer>();
        var began = System.nanoTime();
        try (var lanes = Executors.newFixedThreadPool(connections)) {
            for (var lane = 0; lane < connections; lane++) {
                lanes.execute(() -> {
                    for (var i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        nanos[i] = sendOne(requests.apply(i), others);
                    }
                });
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Answers(took, Arrays.stream(nanos).filter(one -> one > 0).sorted().boxed().toList(),
                new TreeMap<>(others));
    }

    /** How long it took; 0 when the answer was another one than wanted. */
    private long sendOne(HttpRequest request, Map<String, Integer> others) {
        var began = System.nanoTime();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == wanted) {
                return System.nanoTime() - began;
            }
            others.merge(cut("HTTP " + answer.statusCode() + " " + answer.body()), 1, Integer::sum);
        } catch (IOException broken) {
            others.merge(cut(broken.toString()), 1, Integer::sum);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static String cut(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
