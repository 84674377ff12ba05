package dev.hilo.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.acceptance.history.History.Screen;
import dev.hilo.acceptance.history.History.Step;
import dev.hilo.acceptance.history.History.Timeline;

/**
 * A screen without a browser: it follows the list of conversations and some open ones over {@code /ws}, resumes by its
 * cursor after every loss, at the same gateway or another, and proves by the numbers that nothing is missing. What it
 * cannot be told it reads again over the API, as the page does.
 */
final class SocketClient {

    private static final Duration GAP_GRACE = Duration.ofMillis(150);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final Duration REST_PATIENCE = Duration.ofSeconds(8);
    private static final Pattern NUMBER = Pattern.compile("\\d{2,6}");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"?next\"?");
    private static final int RESTARTS = 1012;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3)).build();
    /** Delayed work of all clients: it only hands on to their own threads. */
    private static final ScheduledExecutorService LATER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("socket-clients").factory());

    /**
     * What became of it.
     *
     * @param frames text frames heard
     * @param resumed connections that went on where the last had ended
     * @param restarts connections that could not
     * @param gaps numbers missed and read again
     * @param closed orderly ends by the server, by code
     */
    record Figures(int connections, int resumed, int restarts, int frames, int gaps, Map<Integer, Integer> closed) {
    }

    private final String name;
    private final Set<String> numbers;
    private final List<URI> gateways;
    private final Supplier<String> token;
    private final Thread thread;

    private final Map<String, OpenThread> open = new LinkedHashMap<>();
    private final Map<String, Long> summaries = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Integer, Integer> closed = new HashMap<>();
    private final List<Duration> replays = new ArrayList<>();
    private final List<Duration> hints = new ArrayList<>();
    private int at;
    private RawSocket wire;
    private boolean live;
    private String cursor;
    private boolean listRead;
    private boolean readingList;
    private long helloAt;
    private boolean replaying;
    private long offlineUntil;
    private int connections;
    private int resumed;
    private int restarts;
    private int frames;
    private int gaps;
    private int attempt;
    private volatile boolean stopped;
    private volatile Throwable failure;

    /**
     * @param numbers of ours that this person may see
     * @param gateways the first is tried first, after a loss the next
     * @param token a fresh one for each connection and call
     */
    SocketClient(String name, Set<String> numbers, List<URI> gateways, Supplier<String> token) {
        this.name = name;
        this.numbers = Set.copyOf(numbers);
        this.gateways = List.copyOf(gateways);
        this.token = token;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> guarded(this::run));
    }

    SocketClient start() {
        thread.start();
        return this;
    }

    /** Whether this is the gateway that it is connected to, or will try next. */
    synchronized boolean isAt(URI gateway) {
        return gateways.get(at % gateways.size()).equals(gateway);
    }

    /** Watches a conversation: reads all of it, and hears what follows. */
    synchronized void open(String threadId) {
        var opened = new OpenThread(threadId);
        open.put(threadId, opened);
        reread(opened);
    }

    /** Breaks the connection as a failing network does, and stays away. */
    void cut(Duration offline) {
        RawSocket broken;
        synchronized (this) {
            offlineUntil = System.nanoTime() + offline.toNanos();
            broken = wire;
        }
        if (broken != null) {
            try {
                broken.cut();
            } catch (IOException gone) {
                // it was lost already
            }
        }
    }

    /** It has the list and every open conversation, and all that it was told of. */
    synchronized boolean complete() {
        if (failure != null) {
            throw new AssertionError(name, failure);
        }
        return live && listRead && !readingList && !replaying
                && open.values().stream().allMatch(opened -> opened.answered && opened.base >= 0 && !opened.reading
                        && !opened.hasGap());
    }

    boolean maySee(String did) {
        return numbers.contains(did);
    }

    /** Whether its list has a conversation up to this number, and its screen, if it is open. */
    synchronized boolean has(String threadId, long lastSeq) {
        var opened = open.get(threadId);
        return summaries.getOrDefault(threadId, 0L) >= lastSeq && (opened == null || opened.base >= lastSeq);
    }

    /** From each hello with a cursor to the moment at which nothing was missing any more. */
    synchronized List<Duration> replays() {
        return List.copyOf(replays);
    }

    /** How long it was told to stay away, each time a gateway that goes said so. */
    synchronized List<Duration> hints() {
        return List.copyOf(hints);
    }

    synchronized Figures figures() {
        return new Figures(connections, resumed, restarts, frames, gaps, Map.copyOf(closed));
    }

    synchronized Screen screen() {
        Map<String, Timeline> shown = new HashMap<>();
        Map<String, List<Step>> heard = new HashMap<>();
        open.forEach((id, opened) -> {
            shown.put(id, opened.timeline());
            heard.put(id, List.copyOf(opened.heard));
        });
        return new Screen(name, numbers, Set.copyOf(seen), Map.copyOf(summaries), shown, heard);
    }

    /** For who waits for it in vain. */
    @Override
    public synchronized String toString() {
        return "%s: live %b, list read %b, reading it %b, replaying %b, %s".formatted(name, live, listRead, readingList,
                replaying, open.values());
    }

    void close() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        RawSocket last;
        synchronized (this) {
            last = wire;
        }
        if (last != null) {
            try {
                last.close();
            } catch (IOException gone) {
                // it was lost already
            }
        }
        thread.join();
    }

    /** What goes wrong in a thread of its own is told to whoever asks next. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError wrong) {
            failure = stopped || failure != null ? failure : wrong;
        }
    }

    // ---- the connection

    private void run() {
        while (!stopped) {
            var pause = LONGEST_PAUSE_MILLIS;
            try {
                connect();
                while (!stopped) {
                    hear(LocalSystem.json(wire.read()));
                }
            } catch (RawSocket.Closed byServer) {
                pause = lost(byServer.code, byServer.reason);
            } catch (IOException broken) {
                pause = lost(0, "");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void connect() throws IOException {
        var socket = RawSocket.connect(gateways.get(at % gateways.size()), "/ws", token.get());
        synchronized (this) {
            wire = socket;
            connections++;
            helloAt = System.nanoTime();
            replaying = cursor != null;
            say(cursor == null ? Map.of("type", "hello") : Map.of("type", "hello", "cursor", cursor));
        }
    }

    /** @return milliseconds to stay away */
    private synchronized long lost(int code, String reason) {
        live = false;
        wire = null;
        at++;
        if (code != 0) {
            closed.merge(code, 1, Integer::sum);
        }
        open.values().forEach(opened -> opened.answered = false);
        var hint = NUMBER.matcher(reason);
        var hinted = code == RESTARTS && hint.find();
        if (hinted) {
            hints.add(Duration.ofMillis(Long.parseLong(hint.group())));
        }
        var whole = hinted
                ? Math.min(hints.getLast().toMillis(), LONGEST_PAUSE_MILLIS)
                : Math.min(250L << Math.min(attempt, 3), LONGEST_PAUSE_MILLIS);
        attempt++;
        var offline = TimeUnit.NANOSECONDS.toMillis(offlineUntil - System.nanoTime());
        return offline > 0 ? offline : whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1);
    }

    private void say(Map<String, ?> frame) throws IOException {
        wire.write(LocalSystem.text(frame));
    }

    // ---- frames

    private synchronized void hear(JsonNode frame) {
        frames++;
        switch (frame.path("type").asText()) {
            case "welcome" -> welcome(frame.path("resumed").asBoolean());
            case "thread" -> summary(frame.path("thread"));
            case "message" -> readersFrame(frame, opened -> opened.message(frame.path("seq").asLong(),
                    frame.path("message")));
            case "status" -> readersFrame(frame, opened -> opened.status(frame));
            case "presence" -> answered(frame.path("threadId").asText());
            case "resync" -> {
                if (frame.has("threadId")) {
                    reread(open.get(frame.path("threadId").asText()));
                } else {
                    rereadAll();
                }
            }
            default -> {
                // pong, typing, read and problems are nothing that a conversation consists of
            }
        }
        cursor = frame.path("cursor").asText(cursor);
    }

    private void welcome(boolean wasResumed) {
        live = true;
        attempt = 0;
        if (wasResumed) {
            resumed++;
        } else {
            restarts++;
            replaying = false;
            rereadAll();
        }
        for (var opened : open.values()) {
            opened.connected();
            ask(opened);
        }
        caughtUp();
    }

    /** Once on each connection, as soon as it is known what of the conversation is there. */
    private void ask(OpenThread opened) {
        if (!live || opened.asked || opened.base < 0) {
            return;
        }
        try {
            say(Map.of("type", "open", "threadId", opened.id, "afterSeq", opened.base));
            opened.asked = true;
        } catch (IOException gone) {
            // the next connection asks
        }
    }

    private void summary(JsonNode thread) {
        seen.add(thread.path("did").asText());
        var lastSeq = thread.path("lastSeq").asLong();
        summaries.merge(thread.path("id").asText(), lastSeq, Math::max);
        var opened = open.get(thread.path("id").asText());
        // Before the open is answered it may tell of a message whose own frame is still to come.
        if (opened != null && opened.answered && lastSeq > opened.base) {
            opened.changed(lastSeq);
            lookForGap(opened);
        }
    }

    private void readersFrame(JsonNode frame, Consumer<OpenThread> change) {
        var opened = open.get(frame.path("threadId").asText());
        if (opened == null) {
            throw new AssertionError(name + " was told of a conversation that it has not opened: " + frame);
        }
        change.accept(opened);
        lookForGap(opened);
    }

    private void answered(String threadId) {
        var opened = open.get(threadId);
        if (opened != null) {
            opened.answered = true;
            caughtUp();
        }
    }

    private void caughtUp() {
        if (replaying && open.values().stream().allMatch(opened -> opened.answered)) {
            replaying = false;
            replays.add(Duration.ofNanos(System.nanoTime() - helloAt));
        }
    }

    private void lookForGap(OpenThread opened) {
        if (opened.hasGap() && !opened.waiting) {
            opened.waiting = true;
            var _ = LATER.schedule(() -> afterGrace(opened), GAP_GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void afterGrace(OpenThread opened) {
        opened.waiting = false;
        if (opened.hasGap()) {
            gaps++;
            reread(opened);
        }
    }

    // ---- reading again

    private void rereadAll() {
        open.values().forEach(this::reread);
        if (!readingList) {
            readingList = true;
            var _ = Thread.ofVirtual().start(() -> guarded(this::readList));
        } else {
            listRead = false;
        }
    }

    private synchronized void reread(OpenThread opened) {
        if (opened == null) {
            return;
        }
        if (opened.reading) {
            opened.readAgain = true;
        } else {
            opened.reading = true;
            var _ = Thread.ofVirtual().start(() -> guarded(() -> readThread(opened)));
        }
    }

    private void readList() {
        boolean again;
        do {
            synchronized (this) {
                listRead = true;
            }
            var path = "/api/threads?limit=200";
            while (path != null && !stopped) {
                var page = insist(path);
                synchronized (this) {
                    LocalSystem.elements(page.body()).forEach(thread -> {
                        seen.add(thread.path("did").asText());
                        summaries.merge(thread.path("id").asText(), thread.path("lastSeq").asLong(), Math::max);
                    });
                }
                path = next(page);
            }
            synchronized (this) {
                again = !listRead;
                readingList = again;
            }
        } while (again && !stopped);
    }

    private void readThread(OpenThread opened) {
        var done = false;
        while (!done && !stopped) {
            var path = "/api/threads/" + opened.id + "/messages?limit=200&after=" + Math.max(0, baseOf(opened));
            List<JsonNode> messages = new ArrayList<>();
            var lastSeq = -1L;
            while (path != null && !stopped) {
                var page = insist(path);
                lastSeq = lastSeq < 0
                        ? page.headers().firstValueAsLong("X-Thread-Last-Seq").orElseThrow()
                        : lastSeq;
                messages.addAll(LocalSystem.elements(page.body()));
                path = next(page);
            }
            done = readTo(opened, messages, lastSeq);
        }
    }

    private synchronized long baseOf(OpenThread opened) {
        return opened.base;
    }

    /** @return whether that was the last time */
    private synchronized boolean readTo(OpenThread opened, List<JsonNode> messages, long lastSeq) {
        opened.read(messages, lastSeq);
        ask(opened);
        if (opened.readAgain) {
            opened.readAgain = false;
            return false;
        }
        opened.reading = false;
        lookForGap(opened);
        return true;
    }

    static String next(HttpResponse<String> page) {
        return page.headers().firstValue("Link").map(NEXT::matcher).filter(Matcher::find)
                .map(link -> link.group(1)).orElse(null);
    }

    /** Any gateway will do, and one that cannot now is asked again. */
    private HttpResponse<String> insist(String path) {
        for (var turn = at;; turn++) {
            try {
                var answer = HTTP.send(HttpRequest.newBuilder(gateways.get(turn % gateways.size()).resolve(path))
                        .timeout(REST_PATIENCE).header("Authorization", "Bearer " + token.get()).build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer;
                }
                if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                    throw new AssertionError(name + " reads " + path + ": " + answer.statusCode() + answer.body());
                }
            } catch (IOException gone) {
                // the next one may be there
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            if (stopped) {
                throw new IllegalStateException(name + " was closed");
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }
}
