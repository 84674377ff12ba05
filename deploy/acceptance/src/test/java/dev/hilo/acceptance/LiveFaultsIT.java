package dev.hilo.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.acceptance.history.History;
import dev.hilo.acceptance.history.History.Conversation;
import dev.hilo.acceptance.history.History.Line;
import dev.hilo.acceptance.history.History.Stored;
import dev.hilo.acceptance.history.History.Timeline;
import dev.hilo.acceptance.history.HistoryChecker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Intake and realtime while their surroundings fail: two messaging services and two gateways over one PostgreSQL and one
 * Kafka, all of them the packaged ones. In each test the carrier posts, screens watch, something is broken; then the
 * {@link HistoryChecker} holds what everybody saw against each other.
 * <p>
 * {@code -Dhilo.storm.posts=50000 -Dhilo.storm.rate=500 -Dhilo.storm.seed=…}, {@code -Dhilo.jitter.sockets=500},
 * {@code -Dhilo.jitter.messages=120}, {@code -Dhilo.outage.kafka=60}, {@code -Dhilo.outage.postgres=15} (seconds).
 */
@OnStage(Scene.FAULTS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveFaultsIT {

    private static final String SUPPORT = "+17865551234";
    private static final String SALES = "+17865550100";
    private static final Map<String, String> TEAMS = Map.of("ana", SUPPORT, "leo", SALES);
    private static final Duration IN_TIME = Duration.ofMillis(500);
    private static final Duration TOKEN_AGE = Duration.ofSeconds(90);
    private static final long SEED = Long.getLong("hilo.storm.seed", 20261122L);
    static final Map<String, String> SETTINGS = Map.of(
            "HILO_PACING_SMS_PER_MINUTE", "0", "HILO_PACING_MMS_PER_MINUTE", "0", "HILO_PACING_PER_DAY", "0",
            "HILO_PACING_PER_NUMBER_PER_MINUTE", "0", "QUIET_HOURS_ENABLED", "false");

    private static LocalSystem hilo;
    private static Map<String, String> env;
    private static Instance messaging;
    private static Instance gateway;
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private record Token(String text, Instant at) {
    }

    private final List<SocketClient> screens = new ArrayList<>();
    private final WebhookSender carrier = new WebhookSender(hilo.url("INGEST"), env.get("WEBHOOK_SECRET"));

    @BeforeAll
    static void enter(Stage stage) throws IOException, InterruptedException {
        hilo = stage.hilo();
        env = hilo.env();
        messaging = Instance.ofMessaging(hilo, SETTINGS);
        gateway = Instance.ofGateway(hilo);
        for (var instance : List.of(messaging, gateway)) {
            var _ = instance.start();
        }
    }

    @AfterAll
    static void endInstances() throws InterruptedException {
        for (var instance : Stream.of(gateway, messaging).filter(java.util.Objects::nonNull).toList()) {
            instance.close();
        }
    }

    @AfterEach
    void closeScreens() throws InterruptedException {
        for (var screen : screens) {
            screen.close();
        }
    }

    // ---- the same delivery, many times

    @Test
    @Order(1)
    void theSameDeliveryAHundredTimesIsOneBubble() throws InterruptedException {
        var contacts = "+141531";
        var unnamed = Webhook.text(Webhook.Form.BULKVS, contacts + "00001", SUPPORT, "Are you open today?", null, 100);
        var named = Webhook.text(Webhook.Form.SIMPLE, contacts + "00002", SUPPORT, "Hola, ¿abren hoy? 🙂", "once-1",
                100);
        var answers = Crowd.ask(200, 100, n -> carrier.post(n % 2 == 0 ? unnamed : named));

        // The same words later: of twenty texts each three times, in no order.
        var random = new Random(SEED);
        var later = new ArrayList<Webhook>();
        for (var n = 0; n < 20; n++) {
            later.add(Webhook.text(form(n), contacts + "00003", SUPPORT, "Line " + n + " of many",
                    n % 2 == 0 ? null : "late-" + n, 3));
        }
        var order = new ArrayList<Webhook>();
        IntStream.range(0, 3).forEach(_ -> order.addAll(later));
        Collections.shuffle(order, random);
        var more = Crowd.ask(order.size(), 4, n -> carrier.post(order.get(n)));

        assertThat(Stream.concat(answers.stream(), more.stream())).extracting(WebhookSender.Answer::status)
                .containsOnly(200);
        var stores = new Stores(env, contacts);
        var all = Stream.concat(Stream.of(unnamed, named), later.stream()).toList();
        var history = atRest(stores, all, Duration.ofSeconds(30));
        assertThat(HistoryChecker.violationsOf(history)).isEmpty();
        assertThat(bubbles(history.stored(), unnamed)).containsExactly("Are you open today? ×100");
        assertThat(bubbles(history.stored(), named)).containsExactly("Hola, ¿abren hoy? 🙂 ×1");
        assertThat(history.stored().deliveries()).hasSize(260);
    }

    private static List<String> bubbles(Stored stored, Webhook webhook) {
        return stored.timelines().get(threadOf(stored, webhook.did, webhook.contact)).lines().stream()
                .map(line -> line.text() + " ×" + line.repeats()).toList();
    }

    private static Webhook.Form form(int n) {
        return n % 2 == 0 ? Webhook.Form.BULKVS : Webhook.Form.SIMPLE;
    }

    // ---- sockets that break

    @Test
    @Order(2)
    void socketsThatBreakEveryFifteenSecondsShowEveryMessageOnce() throws IOException, InterruptedException {
        var sockets = Integer.getInteger("hilo.jitter.sockets", 500);
        var messages = Integer.getInteger("hilo.jitter.messages", 120);
        var contacts = "+141532";
        var texts = new ArrayList<Webhook>();
        for (var n = 0; n < messages + 2; n++) {
            texts.add(
                    Webhook.text(form(n), contacts + "0000" + n % 2, SUPPORT, "Message %d of %d".formatted(n, messages),
                            n % 4 < 2 ? "jitter-" + n : null, 1));
        }
        var stores = new Stores(env, contacts);
        carrier.send(texts.subList(0, 2), 2, 0);
        await().atMost(Duration.ofSeconds(20)).until(() -> stores.kept() == 2);
        var threads = List.copyOf(stores.stored().threads().keySet());
        for (var n = 0; n < sockets; n++) {
            watch("ana", n, threads);
            if (n % 20 == 0 || n == sockets - 1) { // a shift of agents does not sit down in one moment
                await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                        .untilAsserted(this::allComplete);
            }
        }

        var began = System.nanoTime();
        var rounds = 0;
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> posting = background.submit(() -> carrier.send(texts.subList(2, texts.size()), 2, 2));
            while (!posting.isDone()) {
                var next = Duration.ofSeconds(15L * (rounds + 1)).toNanos() - (System.nanoTime() - began);
                if (!doneWithin(posting, next)) {
                    rounds++;
                    for (var screen : screens) {
                        screen.cut(Duration.ofSeconds(2));
                    }
                }
            }
        }
        var history = atRest(stores, texts, Duration.ofSeconds(60));

        assertThat(HistoryChecker.violationsOf(history)).isEmpty();
        var shown = history.screens().stream().flatMap(screen -> screen.open().values().stream())
                .mapToLong(timeline -> timeline.lines().size()).sum();
        var figures = screens.stream().map(SocketClient::figures).toList();
        System.out.printf("jitter: %d sockets cut %d times, 2 s offline, %d messages at 2/s: %d of %d shown (%.2f %%), "
                + "in order, none twice; %d connections, %d resumed, %d started over, %d gaps; replay %s%n", sockets,
                rounds, messages, shown, (long) sockets * texts.size(), 100.0 * shown / ((long) sockets * texts.size()),
                sum(figures, SocketClient.Figures::connections), sum(figures, SocketClient.Figures::resumed),
                sum(figures, SocketClient.Figures::restarts) - sockets, sum(figures, SocketClient.Figures::gaps),
                new Figures(screens.stream().flatMap(screen -> screen.replays().stream()).toList()));
        assertThat(shown).isEqualTo((long) sockets * texts.size());
        assertThat(rounds).isGreaterThanOrEqualTo(messages / 2 / 15 - 1);
    }

    private static boolean doneWithin(Future<?> work, long nanos) throws InterruptedException {
        try {
            work.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException notYet) {
            return false;
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    // ---- the database stands still

    @Test
    @Order(3)
    void aDatabaseThatStandsStillRefusesNothing() throws IOException, InterruptedException {
        var outage = Duration.ofSeconds(Integer.getInteger("hilo.outage.postgres", 15));
        var contacts = "+141533";
        var texts = numbered(contacts, (int) (outage.toSeconds() + 6) * 100, 40);
        var stores = new Stores(env, contacts);
        watch("ana", 0, List.of());
        watch("ana", 1, List.of());
        watch("leo", 0, List.of());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::allComplete);
        var database = hilo.process("postgres");
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> posting = background.submit(() -> carrier.send(texts, 16, 100));
            TimeUnit.SECONDS.sleep(3);
            signal("STOP", database);
            try {
                var _ = doneWithin(posting, outage.toNanos());
            } finally {
                signal("CONT", database);
            }
        }
        var back = System.nanoTime();
        var history = atRest(stores, texts, Duration.ofSeconds(90));

        assertThat(HistoryChecker.violationsOf(history)).isEmpty();
        assertThat(carrier.answers()).extracting(WebhookSender.Answer::status).containsOnly(200);
        System.out.printf("PostgreSQL stopped for %d s under 100 webhooks/s: %d acknowledged, none refused, %s; all "
                + "shown %.1f s after it went on%n", outage.toSeconds(), carrier.answers().size(),
                times(carrier.answers()),
                secondsSince(back));
    }

    // ---- a gateway is asked to go

    @Test
    @Order(4)
    void aGatewayThatIsAskedToGoSendsItsScreensElsewhereAndTheyMissNothing() throws IOException, InterruptedException {
        var contacts = "+141536";
        var texts = numbered(contacts, 600, 20);
        var stores = new Stores(env, contacts);
        carrier.send(texts.subList(0, 20), 4, 0);
        await().atMost(Duration.ofSeconds(20)).until(() -> stores.kept() == 20);
        var stored = stores.stored();
        for (var n = 0; n < 60; n++) {
            var user = n % 4 < 2 ? "ana" : "leo";
            watch(user, n, stored.threads().entrySet().stream()
                    .filter(thread -> thread.getValue().did().equals(TEAMS.get(user))).map(Map.Entry::getKey).toList());
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::allComplete);

        Instance.Ended ended;
        long there;
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> posting = background.submit(() -> carrier.send(texts.subList(20, texts.size()), 8, 60));
            TimeUnit.SECONDS.sleep(3);
            // Half of them, but for those that a busy machine has sent on already.
            there = screens.stream().filter(screen -> screen.isAt(gateway.address())).count();
            ended = gateway.stop();
            var _ = doneWithin(posting, Duration.ofSeconds(60).toNanos());
        }
        var history = atRest(stores, texts, Duration.ofSeconds(60));
        var _ = gateway.start();

        var sent = screens.stream().filter(screen -> !screen.hints().isEmpty()).toList();
        var hints = sent.stream().flatMap(screen -> screen.hints().stream()).sorted().toList();
        var figures = screens.stream().map(SocketClient::figures).toList();
        System.out.printf("SIGTERM to a gateway with %d of %d screens under 60 webhooks/s: ended with %d after %.1f s; "
                + "told to stay away for %s; %d connections, %d resumed, %d started over, %d gaps; replay %s%n",
                sent.size(), screens.size(), ended.exit(), ended.after().toMillis() / 1e3, new Figures(hints),
                sum(figures, SocketClient.Figures::connections), sum(figures, SocketClient.Figures::resumed),
                sum(figures, SocketClient.Figures::restarts) - screens.size(),
                sum(figures, SocketClient.Figures::gaps),
                new Figures(screens.stream().flatMap(screen -> screen.replays().stream()).toList()));
        assertThat(HistoryChecker.violationsOf(history)).isEmpty();
        assertThat(ended.exit()).as("ended by itself, in order; the end of its log:%n%s", ended.lastWords())
                .isIn(0, 143);
        assertThat(sent).as("every screen of that gateway, once").hasSize((int) there).isNotEmpty()
                .allSatisfy(screen -> assertThat(screen.figures().closed()).isEqualTo(Map.of(1012, 1)));
        assertThat(hints.getLast().minus(hints.getFirst())).as("they do not come back all at once")
                .isGreaterThan(Duration.ofMillis(500));
        assertThat(sum(figures, SocketClient.Figures::restarts)).as("none had to start over").isEqualTo(screens.size());
    }

    // ---- fifty thousand webhooks

    @Test
    @Order(5)
    void fiftyThousandWebhooksWhileInstancesDie() throws Exception {
        var count = Integer.getInteger("hilo.storm.posts", 50_000);
        var rate = Integer.getInteger("hilo.storm.rate", 500);
        var contacts = "+141534";
        var stores = new Stores(env, contacts);
        var hot = hotConversations(contacts, stores);
        var webhooks = storm(contacts, count, stores.references(), new Random(SEED));
        for (var n = 0; n < 4; n++) {
            watch("ana", n, hot.get("ana"));
            watch("leo", n, hot.get("leo"));
        }
        watch("marta", 0, hot.get("ana"));
        watch("marta", 1, hot.get("leo"));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::allComplete);

        var deaths = new ConcurrentLinkedQueue<Duration>();
        var began = System.nanoTime();
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> posting = background.submit(() -> carrier.send(webhooks, 64, rate));
            var killing = List.of(
                    background.submit(() -> killAgainAndAgain(messaging, posting, deaths, () -> {
                    })),
                    background.submit(() -> killAgainAndAgain(gateway, posting, deaths, this::moveHalf)));
            for (var killer : killing) {
                var _ = killer.get();
            }
        }
        var posted = secondsSince(began);
        var rest = System.nanoTime();
        var history = atRest(stores, webhooks, Duration.ofMinutes(3));
        var caughtUp = secondsSince(rest);

        var answers = carrier.answers();
        var figures = screens.stream().map(SocketClient::figures).toList();
        System.out.printf("%,d webhooks at 64 connections in %.0f s (seed %d): %,d acknowledged, %,d refused, %,d "
                + "unanswered; %,d repeats folded into %,d messages and %,d receipts; %d kills, starts %s; answers %s, %.2f %% within 500 ms "
                + "(refusals: %s); "
                + "all shown %.1f s after the last; screens: %d connections, %d resumed, %d started over, %d gaps, "
                + "closed %s, %,d frames%n", count, posted, SEED, with(answers, 200),
                answers.size() - with(answers, 200)
                        - with(answers, 0),
                with(answers, 0), history.stored().deliveries().stream().count()
                        - history.posts().stream().filter(post -> post.kind() == History.Kind.TEXT).count(),
                history.posts().stream().filter(post -> post.kind() == History.Kind.TEXT).count(),
                history.stored().receipts().size(), deaths.size(), new Figures(List.copyOf(deaths)), times(answers),
                100 * inTime(answers), times(answers.stream().filter(answer -> answer.status() != 200).toList()),
                caughtUp, sum(figures, SocketClient.Figures::connections), sum(figures, SocketClient.Figures::resumed),
                sum(figures, SocketClient.Figures::restarts), sum(figures, SocketClient.Figures::gaps),
                figures.stream().map(SocketClient.Figures::closed).toList(),
                sum(figures, SocketClient.Figures::frames));
        assertThat(HistoryChecker.violationsOf(history)).isEmpty();
        assertThat(webhooks.stream().filter(webhook -> webhook.acknowledged.get() < webhook.wanted)).isEmpty();
        honest(answers);
        // What starts again and again takes the two processors of everybody else on this machine.
        assertThat(inTime(answers)).isGreaterThan(0.95);
    }

    /** A few seconds of life each time. */
    private static Void killAgainAndAgain(Instance victim, Future<?> posting, Queue<Duration> deaths, Runnable back)
            throws IOException, InterruptedException {
        while (!doneWithin(posting, Duration.ofSeconds(5).toNanos())) {
            victim.kill();
            deaths.add(victim.start());
            back.run();
        }
        return null;
    }

    /** To the other gateway: else nobody would be at the one that is killed the next time. */
    private void moveHalf() {
        for (var n = 1; n < screens.size(); n += 2) {
            screens.get(n).cut(Duration.ZERO);
        }
    }

    /** Twenty conversations for each number, in each of which we have written five times: their receipts will come. */
    private Map<String, List<String>> hotConversations(String contacts, Stores stores) throws InterruptedException {
        var token = token("marta");
        hilo.control("faults", Map.of("receipts", "off"));
        var answers = Crowd.ask(200, 8, n -> send(token, n % 2 == 0 ? SUPPORT : SALES, contact(contacts, n / 2 % 20),
                "Note " + n));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));
        await().atMost(Duration.ofSeconds(60)).until(() -> stores.sent() == 200);
        Map<String, List<String>> hot = new HashMap<>();
        TEAMS.forEach((user, did) -> hot.put(user, stores.stored().threads().entrySet().stream()
                .filter(thread -> thread.getValue().did().equals(did)).map(Map.Entry::getKey).toList()));
        return hot;
    }

    /** Half of them in the hot conversations, a tenth receipts, both forms, two of a hundred posted twice. */
    private static List<Webhook> storm(String contacts, int count, List<Map.Entry<Conversation, String>> ours,
            Random random) {
        List<Webhook> webhooks = new ArrayList<>();
        var receipts = new ArrayList<>(ours);
        for (var n = 0; n < count; n++) {
            var did = random.nextBoolean() ? SUPPORT : SALES;
            var contact = contact(contacts, random.nextBoolean() ? random.nextInt(20) : 20 + random.nextInt(1_000));
            var copies = random.nextInt(50) == 0 ? 2 : 1;
            var form = form(random.nextInt(2));
            if (n % 10 != 9) {
                webhooks.add(Webhook.text(form, contact, did, "%d: ¿cuándo llega? 100 %% + ñ 🙂".formatted(n),
                        random.nextBoolean() ? "in-" + n : null, copies));
            } else if (n % 100 == 9 && !receipts.isEmpty()) {
                var sent = receipts.removeLast();
                webhooks.add(
                        Webhook.receipt(form, sent.getKey().contact(), sent.getKey().did(), sent.getValue(), copies));
            } else {
                webhooks.add(Webhook.receipt(form, contact, did, "nobody-" + n, copies));
            }
        }
        return webhooks;
    }

    // ---- the broker is away

    @Test
    @Order(6)
    void aBrokerThatIsAwayIsSaidHonestlyAndNothingIsMissingAfterwards() throws Exception {
        var outage = Duration.ofSeconds(Integer.getInteger("hilo.outage.kafka", 60));
        var contacts = "+141535";
        var stores = new Stores(env, contacts);
        var texts = numbered(contacts, (int) (outage.toSeconds() + 25) * 20, 40);
        for (var n = 0; n < 2; n++) {
            watch("ana", n, List.of());
            watch("leo", n, List.of());
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::allComplete);
        var token = token("marta");
        long stopped;
        long back;
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> posting = background.submit(() -> carrier.send(texts, 32, 20));
            TimeUnit.SECONDS.sleep(3);
            var _ = hilo.process("kafka").destroyForcibly();
            hilo.restart("kafka");
            await().atMost(Duration.ofSeconds(30)).until(() -> healthOfIntake("ready") == 200);
            TimeUnit.SECONDS.sleep(3);

            var broker = hilo.process("kafka");
            stopped = System.nanoTime();
            signal("STOP", broker);
            try {
                await().atMost(Duration.ofSeconds(10)).until(() -> healthOfIntake("ready") == 503);
                assertThat(healthOfIntake("live")).isEqualTo(200);
                assertThat(Crowd.ask(20, 4, n -> send(token, n % 2 == 0 ? SUPPORT : SALES, contact(contacts, n),
                        "Written meanwhile " + n))).allSatisfy(answer -> assertThat(answer.statusCode())
                                .as(answer.body()).isEqualTo(202));
                var _ = doneWithin(posting, outage.toNanos() - (System.nanoTime() - stopped));
                assertThat(healthOfIntake("live")).isEqualTo(200);
            } finally {
                signal("CONT", broker);
            }
            back = System.nanoTime();
        }
        var history = atRest(stores, texts, Duration.ofMinutes(2));

        var answers = carrier.answers();
        var accepted = answers.stream().filter(answer -> answer.status() == 200 && answer.at() > back)
                .mapToLong(WebhookSender.Answer::at).min().orElseThrow();
        System.out.printf(
                "Kafka killed and started, then stopped for %d s: %,d webhooks acknowledged, %,d refusals, %s, "
                        + "%.2f %% within 500 ms; accepted again %.1f s after it went on, all shown after %.1f s%n",
                outage.toSeconds(),
                with(answers, 200), with(answers, 503), times(answers), 100 * inTime(answers), (accepted - back) / 1e9,
                secondsSince(back));
        assertThat(HistoryChecker.violationsOf(history)).isEmpty();
        assertThat(with(answers, 503)).isPositive();
        honest(answers);
        assertThat(inTime(answers)).isGreaterThan(0.99);
    }

    private static int healthOfIntake(String what) {
        return hilo.get(hilo.url("INGEST") + "/q/health/" + what).statusCode();
    }

    // ---- what all of them need

    private static List<Webhook> numbered(String contacts, int count, int conversations) {
        List<Webhook> texts = new ArrayList<>();
        for (var n = 0; n < count; n++) {
            texts.add(Webhook.text(form(n), contact(contacts, n % conversations), n % 2 == 0 ? SUPPORT : SALES,
                    "Text " + n, n % 4 < 2 ? contacts + "-" + n : null, 1));
        }
        return texts;
    }

    private static String contact(String contacts, int n) {
        return contacts + "%05d".formatted(n);
    }

    /** One more screen; every other one begins at the second gateway. */
    private void watch(String user, int n, List<String> threads) {
        var gateways = new ArrayList<>(List.of(URI.create(hilo.url("GATEWAY")), gateway.address()));
        Collections.rotate(gateways, n);
        var numbers = user.equals("marta") ? Set.copyOf(TEAMS.values()) : Set.of(TEAMS.get(user));
        var screen = new SocketClient(user + " " + n, numbers, gateways, () -> token(user));
        threads.forEach(screen::open);
        screens.add(screen.start());
    }

    private void allComplete() {
        assertThat(screens.stream().filter(screen -> !screen.complete())).isEmpty();
    }

    /** Waits until everything that was kept is stored, told and shown; then everybody tells what they saw. */
    private History atRest(Stores stores, List<Webhook> webhooks, Duration patience) {
        var acknowledged = webhooks.stream().mapToLong(webhook -> webhook.acknowledged.get()).sum();
        await().atMost(patience).pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    assertThat(stores.kept()).isGreaterThanOrEqualTo(acknowledged);
                    assertThat(stores.waiting()).isZero();
                });
        await().atMost(patience).pollDelay(Duration.ofSeconds(1)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(stores.kept()).isEqualTo(stores.journal().size());
                    assertThat(stores.waiting()).isZero();
                });
        var stored = stores.stored();
        await().atMost(patience).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> allShow(stored));
        var token = token("marta");
        Map<String, Timeline> rest = new HashMap<>();
        var sample = stored.threads().keySet().stream().filter(thread -> Math.floorMod(thread.hashCode(), 10) == 0
                || stored.timelines().get(thread).lines().size() > 100).toList();
        sample.forEach(thread -> rest.put(thread, toldByTheApi(token, thread)));
        return new History(webhooks.stream().map(Webhook::told).toList(), stores.journal(), stored, rest,
                screens.stream().map(SocketClient::screen).toList());
    }

    private void allShow(Stored stored) {
        allComplete();
        var behind = screens.stream().flatMap(screen -> stored.threads().entrySet().stream()
                .filter(thread -> screen.maySee(thread.getValue().did()))
                .filter(thread -> !screen.has(thread.getKey(), stored.timelines().get(thread.getKey()).lastSeq()))
                .map(thread -> screen + " is behind in " + thread.getKey()));
        assertThat(behind.findFirst()).isEmpty();
    }

    private static Timeline toldByTheApi(String token, String thread) {
        var path = "/api/threads/" + thread + "/messages?after=0&limit=200";
        List<JsonNode> lines = new ArrayList<>();
        var lastSeq = -1L;
        while (path != null) {
            var page = hilo.get(hilo.url("GATEWAY") + path, "Authorization", "Bearer " + token);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            lastSeq = lastSeq < 0 ? page.headers().firstValueAsLong("X-Thread-Last-Seq").orElseThrow() : lastSeq;
            lines.addAll(LocalSystem.elements(page.body()));
            path = SocketClient.next(page);
        }
        // Told in the order of their changes.
        return new Timeline(lastSeq,
                lines.stream().map(OpenThread::lineOf).sorted(Comparator.comparingLong(Line::seq)).toList());
    }

    private static String threadOf(Stored stored, String did, String contact) {
        return stored.threads().entrySet().stream()
                .filter(thread -> thread.getValue().equals(new Conversation(did, contact))).map(Map.Entry::getKey)
                .findFirst().orElseThrow();
    }

    private static HttpResponse<String> send(String token, String from, String to, String text) {
        return hilo.post(hilo.url("GATEWAY") + "/api/messages/send",
                LocalSystem.text(Map.of("from", from, "to", to, "body", text)), "Authorization", "Bearer " + token,
                "Idempotency-Key", UUID.randomUUID().toString());
    }

    private static String token(String user) {
        return TOKENS.compute(user, (_, known) -> known != null && known.at().plus(TOKEN_AGE).isAfter(Instant.now())
                ? known
                : new Token(hilo.token(user), Instant.now())).text();
    }

    /** To a process and all that it has started. */
    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(process.pid())));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        var _ = new ProcessBuilder(command).start().waitFor();
    }

    private static void honest(List<WebhookSender.Answer> answers) {
        assertThat(answers.stream().filter(answer -> !isHonest(answer))).isEmpty();
    }

    private static boolean isHonest(WebhookSender.Answer answer) {
        return answer.status() == 200 || (answer.status() == 503 && answer.retryAfter()
                && answer.contentType().startsWith("application/problem+json"));
    }

    private static double inTime(List<WebhookSender.Answer> answers) {
        return (double) answers.stream().filter(answer -> answer.took().compareTo(IN_TIME) < 0).count()
                / answers.size();
    }

    private static long with(List<WebhookSender.Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    private static Figures times(List<WebhookSender.Answer> answers) {
        return new Figures(answers.stream().map(WebhookSender.Answer::took).toList());
    }

    private static long sum(List<SocketClient.Figures> figures,
            java.util.function.ToIntFunction<SocketClient.Figures> figure) {
        return figures.stream().mapToInt(figure).sum();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
