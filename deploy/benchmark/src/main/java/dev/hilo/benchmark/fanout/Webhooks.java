package dev.hilo.benchmark.fanout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * Texts as the carrier posts them, so many a second whatever becomes of them, and the frame of each at a socket. Each
 * line of the input is a run, the rate and its seconds, answered with what was measured; or {@code missing}, answered with
 * what of the last run has not reached every socket by now, and how much of that was superseded: a socket that is behind
 * gets only the newest state of a conversation.
 */
public final class Webhooks {

    private static final int CONVERSATIONS = 500;
    private static final Set<Integer> REFUSED = ConcurrentHashMap.newKeySet();

    private Webhooks() {
    }

    /** @param arguments gateway, intake with path and token, number, sockets, most texts, Kafka or "-" for no hops, tokens */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Failure.endsTheProgram();
        var sockets = Integer.parseInt(arguments[3]);
        var done = new AtomicInteger();
        var most = Integer.parseInt(arguments[4]);
        var arrivals = new Arrivals(most, sockets, done::incrementAndGet);
        var passing = new Passing(most);
        if (!arguments[5].equals("-")) {
            passing.watch(arguments[5]);
        }
        new Sockets().open(URI.create(arguments[0]), sockets, List.of(arguments).subList(6, arguments.length), 500,
                (frame, socket) -> arrivals.arrives(frame));
        var http = Vertx.vertx().createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(32));
        System.out.println("connected=" + sockets);
        var sent = 0;
        var last = 0;
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var run = in.readLine(); run != null; run = in.readLine()) {
            if (run.equals("missing")) {
                System.out.println(missing(last, sent, arrivals));
                continue;
            }
            var words = run.split(" ", -1);
            var rate = Integer.parseInt(words[0]);
            var count = rate * Integer.parseInt(words[1]);
            System.out.println(run(http, arguments, rate, count, sent, arrivals, passing, done));
            last = sent;
            sent += count;
        }
        System.exit(0);
    }

    private static String run(HttpClient http, String[] arguments, int rate, int count, int first, Arrivals arrivals,
            Passing passing, AtomicInteger done) throws InterruptedException {
        var refused = new AtomicInteger();
        var before = done.get();
        arrivals.measureFrom(first);
        passing.measureFrom(first);
        var began = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var early = began + i * 1_000_000_000L / rate - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            arrivals.leaves(first + i);
            passing.leaves(first + i);
            post(http, arguments[1], arguments[2], first + i, passing, refused);
        }
        var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (done.get() - before + refused.get() < count && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return arrivals.told((System.nanoTime() - began) / 1e9) + " sent=" + count + " refused=" + refused
                + " missing=" + (count - refused.get() - (done.get() - before))
                + passing.told();
    }

    private static String missing(int first, int end, Arrivals arrivals) {
        var missing = IntStream.range(first, end).filter(event -> !REFUSED.contains(event))
                .filter(event -> !arrivals.isEverywhere(event)).boxed().toList();
        var superseded = missing.stream().filter(event -> isSuperseded(event, end, arrivals)).count();
        return "first=%d end=%d missing=%d superseded=%d".formatted(first, end, missing.size(), superseded);
    }

    private static boolean isSuperseded(int event, int end, Arrivals arrivals) {
        for (var later = event + CONVERSATIONS; later < end; later += CONVERSATIONS) {
            if (arrivals.isEverywhere(later)) {
                return true;
            }
        }
        return false;
    }

    private static void post(HttpClient http, String intake, String did, int number, Passing passing,
            AtomicInteger refused) {
        var body = """
                {"From":"1305%07d","To":["%s"],"Message":"%s%d+Is+my+table+for+four+still+free+tonight%%3F"}"""
                .formatted(3_300_000 + number % CONVERSATIONS, did.substring(1), Arrivals.MARK, number);
        http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(intake)
                .putHeader("Content-Type", "application/json"))
                .compose(request -> request.send(body)).onComplete(answer -> {
                    if (answer.failed() || answer.result().statusCode() != 200) {
                        REFUSED.add(number);
                        refused.incrementAndGet();
                    } else {
                        passing.answered(number);
                    }
                });
    }
}
