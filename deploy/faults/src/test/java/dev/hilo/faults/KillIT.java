package dev.hilo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.PostgresForTests;
import dev.hilo.simulator.Simulator;
import dev.hilo.simulator.SimulatorSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts flow, and the service dies: at every failpoint of the committed list, and by SIGKILL at no place in particular.
 * It is started again each time, and the next death may meet what the last has left. At the end everything is counted.
 * <p>
 * {@code -Dhilo.kills=N} kills N times at each place (twice, if there is time), {@code -Dhilo.kills.seed=S} repeats a run's order,
 * {@code -Dhilo.kills.only=expression} takes only the places in whose name the expression is found.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("hilo.kills", 2);
    private static final long SEED = Long.getLong("hilo.kills.seed", System.nanoTime());
    private static final Pattern ONLY = Pattern.compile(System.getProperty("hilo.kills.only", ""));
    private static final Duration TIME_FOR_KILLS = Duration.ofSeconds(150);
    private static final String ANYWHERE = "(SIGKILL, anywhere)";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final PhoneNumber DID = new PhoneNumber("+17865551234");
    private static final List<String> SETTLED = List.of("SENT", "DELIVERED", "FAILED", "UNCONFIRMED");

    /** Steps whose empty answer does not mean that they had nothing to do. */
    private static final List<String> ANSWERS_NOTHING = List.of("ApplyReceipts.apply", "LastCheck.expire");

    /** What goes on until the service dies of it. */
    private interface Life {
        void live() throws Exception;
    }

    @TempDir
    Path folder;

    private final Random chance = new Random(SEED);
    private final Map<String, Integer> deaths = new TreeMap<>();
    private final Set<UUID> receipts = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService intake = Executors.newSingleThreadScheduledExecutor();
    private Simulator carrier;
    private Topics topics;
    private Ledger ledger;
    private Service service;
    private Agent agent;
    private final List<String> silenced = new ArrayList<>();
    private volatile int handedOn;
    private int contacts;

    @BeforeEach
    void start() throws Exception {
        carrier = Simulator.start(SimulatorSettings.forTests().with("receipts", "off").with("latencyMs", 20)
                .with("campaign-limit", 1000));
        carrier.control().own(DID.value(), "http://127.0.0.1:9/nobody");
        topics = new Topics(KafkaForTests.bootstrapServers());
        topics.own(DID, "C0DEMO1", "support");
        var postgres = PostgresForTests.postgres();
        ledger = new Ledger(postgres.getPostgresDatabase());
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "quarkus.datasource.username", "postgres", "quarkus.datasource.password", "postgres",
                "kafka.bootstrap.servers", KafkaForTests.bootstrapServers(),
                "quarkus.oidc.auth-server-url", "", "quarkus.oidc.public-key", tokens.publicKey(),
                "quarkus.rest-client.bulkvs.url", carrier.apiBase(),
                "hilo.media.directory", folder.resolve("media").toString(),
                "hilo.outbound.lease", "3S", "hilo.outbound.back-off", "100ms"));
        settings.putAll(Map.of("hilo.outbound.sweep", "500ms", "hilo.outbound.pause-unauthorized", "1S",
                "hilo.outbound.rest-notice", "250ms", "hilo.quiet.enabled", "false",
                "hilo.pacing.sms-per-minute", "unlimited", "hilo.pacing.per-day", "unlimited",
                // Slow enough that texts are taken ahead of their slots.
                "hilo.pacing.per-number-per-minute", "900"));
        settings.putAll(Map.of("hilo.reconcile.enabled", "false", "hilo.reconcile.every", "300ms",
                "hilo.reconcile.pauses", "500ms", "hilo.reconcile.lease", "1S"));
        // A member that died keeps its partitions for a while; one that comes back under its name gets them at once.
        for (var channel : List.of("inbound", "receipts", "numbers", "campaigns")) {
            settings.put("mp.messaging.incoming." + channel + ".group.instance.id", channel + "-0");
        }
        service = new Service(folder, settings);
        agent = new Agent(service.base(), tokens.agent("ana", "support"), DID.value());
        service.rehearse(() -> {
            Awaitility.await().atMost(PATIENCE).until(() -> ledger.count("select count(*) from number") == 1);
            writeSome("(rehearsal)");
            agent.repeatUnanswered();
        });
        var _ = intake.scheduleWithFixedDelay(this::handReceiptsOn, 100, 100, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        intake.shutdownNow();
        service.close();
        topics.close();
        carrier.close();
    }

    @Test
    void whereverItDiesNothingIsLostAndNothingIsSentTwice() throws Exception {
        var began = System.nanoTime();
        for (var round = 0; round < KILLS; round++) {
            var places = new ArrayList<>(places());
            Collections.shuffle(places, chance);
            for (var place : places) {
                if (round == 0 || thereIsTime(began)) {
                    if (place.equals(ANYWHERE)) {
                        dieAnywhere();
                    } else {
                        dieAt(place);
                    }
                    deaths.merge(place, 1, Integer::sum);
                }
            }
        }
        settle();
        print(Duration.ofNanos(System.nanoTime() - began));

        everyTextIsThereAndSettled();
        nothingWasSentTwiceAndTheUncertainIsNamed();
        whoeverSaidStopIsToldOnce();
        everyEventWasPublishedInOrder();
        everyReceiptWasKept();
        agent.texts().values().forEach(agent::assertAnsweredTheSame);
        assertThat(ledger.count("select count(*) from send_queue")).as("a repeated request sends nothing").isZero();
    }

    /** Whoever says how often gets it; otherwise a slow machine kills less often, and everywhere once. */
    private static boolean thereIsTime(long began) {
        return System.getProperty("hilo.kills") != null
                || System.nanoTime() - began < TIME_FOR_KILLS.toNanos();
    }

    private static List<String> places() throws IOException {
        List<String> places = new ArrayList<>(Files.readAllLines(repository().resolve("messaging-service")
                .resolve("failpoints.txt")));
        places.add(ANYWHERE);
        return places.stream().filter(place -> ONLY.matcher(place).find()).toList();
    }

    static Path repository() {
        return Path.of(System.getProperty("hilo.repository", "../.."));
    }

    // --- dying

    /** What makes a step happen; texts that come and go make most of them happen. */
    private void dieAt(String place) throws Exception {
        running();
        switch (place.substring(0, place.indexOf(':'))) {
            case "AnswerConsent.answer" -> awaitDeath(place, 1, () -> writeAndSilence(place));
            case "ApplyRecords.apply" -> {
                leaveOrphans(place);
                // Only here, or it would settle what other deaths have left uncertain before anybody counts it.
                service.start(Map.of("hilo.reconcile.enabled", "true"));
                awaitDeath(place, 1, () -> writeSome(place));
            }
            case "AnnounceRest.all" -> awaitDeath(place, 1, () -> refuseCredentials(place));
            case "CancelMessage.cancel" -> awaitDeath(place, 1 + chance.nextInt(2), () -> scheduleAndCancel(place));
            case "LastCheck.expire" -> {
                leaveExpired(place);
                awaitDeath(place, 1, service::alive);
            }
            case "LastCheck.giveBack" -> awaitDeath(place, 1, () -> stopAndStartAgain(place));
            case "RecordOutcome.giveUpOverdue" -> {
                leaveOrphans(place);
                awaitDeath(place, 1, service::alive);
            }
            case "RetryMessage.retry" -> awaitDeath(place, 1 + chance.nextInt(2), () -> writeAndRetry(place));
            case "SpreadConsent.one", "StoreInbound.store" -> awaitDeath(place, 1 + chance.nextInt(2),
                    () -> wantNoMore(place));
            default -> awaitDeath(place, 1 + chance.nextInt(3), () -> writeSome(place));
        }
        service.liveOn();
    }

    private void awaitDeath(String place, int n, Life life) throws Exception {
        service.dieAt(place, n, ANSWERS_NOTHING.stream().anyMatch(place::startsWith));
        var until = System.nanoTime() + PATIENCE.toNanos();
        do {
            running();
            agent.repeatUnanswered();
            life.live();
            assertThat(System.nanoTime()).as("nothing that this test does comes past %s: teach it how", place)
                    .isLessThan(until);
        } while (!service.diedWithin(Duration.ofMillis(100)));
        assertThat(service.exitCode()).as("died at %s and not of anything else", place).isEqualTo(137);
    }

    private void dieAnywhere() throws Exception {
        running();
        try (var writing = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = writing.submit(() -> {
                while (service.alive()) {
                    writeSome(ANYWHERE);
                }
            });
            if (!service.diedWithin(Duration.ofMillis(50 + chance.nextInt(600)))) {
                service.kill();
            }
        }
    }

    private void running() throws Exception {
        if (!service.alive()) {
            service.start();
        }
    }

    // --- living

    /** Several at once, two of them to the same contact. Contacts are new: what died before holds theirs back. */
    private void writeSome(String place) {
        try (var writing = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = nextContact();
            for (var contact : List.of(one, nextContact(), nextContact(), one)) {
                var _ = writing.submit(() -> agent.write(place, contact));
            }
        }
    }

    private String nextContact() {
        return "+1305330%04d".formatted(contacts++);
    }

    /** A text that the carrier refuses once, and a person who sends it again. */
    private void writeAndRetry(String place) {
        var contact = nextContact();
        carrier.control().faults(Map.of("send", "400", "only", contact, "times", 1));
        var text = agent.write(place, contact);
        var until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (service.alive() && System.nanoTime() < until && !"failed".equals(agent.statusOf(text))) {
            agent.repeatUnanswered();
        }
        agent.ask(text, "retry");
        allIsWell();
    }

    /** A text for later, and a person who calls it off. */
    private void scheduleAndCancel(String place) {
        var text = agent.schedule(place, nextContact());
        if (text.answer != null) {
            agent.ask(text, "cancel");
        }
    }

    /** A text for later whose time is over when the service comes again. */
    private void leaveExpired(String place) throws Exception {
        var text = agent.schedule(place, nextContact());
        service.kill();
        ledger.expire(text.id);
    }

    /** A text, and an agent who takes down that its contact wants no more of them. */
    private void writeAndSilence(String place) throws IOException {
        var text = agent.write(place, nextContact());
        if (text.answer != null) {
            agent.silence(text);
        }
    }

    /** A contact who wants no more texts, while one for later waits; who says so twice is told once. */
    private void wantNoMore(String place) {
        var contact = nextContact();
        if (agent.schedule(place, contact).answer != null) {
            topics.arrives(DID, contact, "STOP");
            topics.arrives(DID, contact, "Stop");
            silenced.add(contact);
        }
    }

    /** The carrier does not know us for a moment, so sending rests, and the texts that wait say so. */
    private void refuseCredentials(String place) {
        carrier.control().faults(Map.of("send", "401", "only", "", "times", 1));
        writeSome(place);
        writeSome(place);
        allIsWell();
    }

    /** It is stopped as it should be while texts wait for their slots, gives them back, and comes again. */
    private void stopAndStartAgain(String place) throws Exception {
        writeSome(place);
        writeSome(place);
        service.stop();
        if (service.diedWithin(PATIENCE) && service.exitCode() != 137) {
            service.start();
        }
    }

    /** Texts that the carrier has and of which nobody will ever hear: their worker is killed during the call. */
    private void leaveOrphans(String place) throws Exception {
        carrier.control().faults(Map.of("latencyMs", 400));
        var before = carrier.control().counts().path("sent").asInt();
        writeSome(place);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> carrier.control().counts().path("sent").asInt() > before);
        service.kill();
        carrier.control().faults(Map.of("latencyMs", 20));
    }

    private void allIsWell() {
        carrier.control().faults(Map.of("send", "ok", "only", "", "times", 0));
    }

    /** Every other text is delivered, every tenth of those says so twice. */
    private void handReceiptsOn() {
        var sent = carrier.control().sent();
        for (var n = handedOn; n < sent.size(); n++) {
            if (n % 2 == 0) {
                receipts.add(topics.delivered(sent.get(n)).id());
            }
            if (n % 20 == 0) {
                receipts.add(topics.delivered(sent.get(n)).id());
            }
            handedOn = n + 1;
        }
    }

    // --- counting

    private void settle() throws Exception {
        running();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            agent.repeatUnanswered();
            return agent.allAnswered();
        });
        // Their hour is not ours; those that have an end already say so, which is an answer too.
        agent.texts().values().stream().filter(text -> text.sendAt != null).forEach(text -> agent.ask(text, "cancel"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            agent.repeatUnanswered();
            assertThat(agent.allAnswered()).isTrue();
            assertThat(ledger.rows("""
                    select message_id, lane, passage, waiting_for, send_at, next_attempt_at, expires_at, attempts,
                        lease_token, lease_until from send_queue
                    """)).as("waiting texts").isEmpty();
            assertThat(ledger.count("select count(*) from outbox")).as("unpublished events").isZero();
            assertThat(handedOn).isEqualTo(carrier.control().sent().size());
            assertThat(ledger.count("select count(*) from receipt")).isEqualTo(receipts.size());
            assertThat(ledger.count("select count(*) from consent_spread")).as("untold wishes").isZero();
            assertThat(ledger.count("select coalesce(sum(repeats), 0) from message where direction = 'INBOUND'"))
                    .as("texts of contacts").isEqualTo(2L * silenced.size());
        });
    }

    private void everyTextIsThereAndSettled() {
        var statuses = ledger.statuses("author = 'ana'");
        assertThat(statuses.keySet()).as("accepted is kept, and nothing else came about")
                .isEqualTo(agent.texts().keySet());
        assertThat(ledger.statuses().values()).isSubsetOf(SETTLED);
    }

    private void whoeverSaidStopIsToldOnce() {
        var told = carrier.control().sent().stream().filter(sent -> !bodyOf(sent).startsWith("text "))
                .map(sent -> "+" + sent.path("request").path("To").path(0).asText())
                .collect(Collectors.groupingBy(contact -> contact, Collectors.counting()));
        assertThat(silenced).allSatisfy(contact -> {
            var confirmations = ledger.statuses("author is distinct from 'ana' and external = '" + contact + "'");
            assertThat(confirmations).as("confirmations").hasSize(1);
            var sent = told.getOrDefault(contact, 0L);
            assertThat(sent).as("at the carrier").isLessThanOrEqualTo(1);
            assertThat(confirmations.values()).containsAnyOf("UNCONFIRMED", sent == 1 ? "SENT" : "FAILED", "DELIVERED");
        });
        assertThat(told.keySet()).isSubsetOf(silenced);
    }

    private void nothingWasSentTwiceAndTheUncertainIsNamed() {
        var statuses = ledger.statuses();
        var atCarrier = atCarrier();
        Map<String, Long> uncertain = new HashMap<>();
        ledger.rows("select message_id, count(*) from attempt where outcome like 'unknown%' group by 1")
                .forEach(row -> uncertain.put(row.get(0), Long.parseLong(row.get(1))));
        assertThat(agent.texts().values()).allSatisfy(text -> {
            var status = statuses.get(text.id);
            var sent = atCarrier.getOrDefault(text.body, 0L);
            switch (status) {
                case "SENT", "DELIVERED" -> assertThat(sent).as("%s is %s", text.place, status).isEqualTo(1);
                case "FAILED" -> assertThat(sent).as("%s is %s", text.place, status).isZero();
                default -> {
                    assertThat(sent).as("%s is %s", text.place, status).isLessThanOrEqualTo(1);
                    assertThat(uncertain).as("%s is %s for a reason", text.place, status)
                            .containsKey(text.id.toString());
                }
            }
        });
        assertThat(uncertain.values()).as("what may have arrived is never tried again").allMatch(times -> times == 1);
        assertThat(ledger.count("""
                select count(*) from attempt a join attempt b on b.message_id = a.message_id and b.token > a.token
                where a.outcome is null or a.outcome like 'accepted%' or a.outcome like 'unknown%'
                """)).as("attempts after one that may have arrived").isZero();
    }

    private Map<String, Long> atCarrier() {
        return carrier.control().sent().stream().map(KillIT::bodyOf)
                .collect(Collectors.groupingBy(body -> body, Collectors.counting()));
    }

    private static String bodyOf(JsonNode sent) {
        return sent.path("request").path("Message").asText();
    }

    private void everyEventWasPublishedInOrder() {
        Map<UUID, List<Long>> seqs = new HashMap<>();
        Map<UUID, String> lastWords = new HashMap<>();
        Set<UUID> seen = new HashSet<>();
        for (var event : topics.events()) {
            if (seen.add(event.id()) && event instanceof ConversationEvent.Sequenced sequenced) {
                seqs.computeIfAbsent(event.thread().id().value(), _ -> new ArrayList<>()).add(sequenced.seq());
                if (event instanceof ConversationEvent.OfMessage of) {
                    lastWords.put(of.message().id().value(), of.message().status().name());
                }
            }
        }
        var expected = new HashMap<UUID, List<Long>>();
        ledger.lastSeqs().forEach((thread, last) -> expected.put(thread,
                LongStream.rangeClosed(1, last).boxed().toList()));
        assertThat(seqs).as("each conversation's events: all, without a gap, in order").isEqualTo(expected);
        assertThat(lastWords).as("the last that was told of each text").containsAllEntriesOf(ledger.statuses());
    }

    private void everyReceiptWasKept() {
        assertThat(ledger.rows("select id from receipt").stream().map(row -> UUID.fromString(row.getFirst())))
                .containsExactlyInAnyOrderElementsOf(receipts);
    }

    private void print(Duration took) {
        var statuses = ledger.statuses();
        var atCarrier = atCarrier();
        var lines = new StringBuilder("%n%-34s %5s %5s %5s %9s %6s %11s %10s%n".formatted("died at", "times", "texts",
                "sent", "delivered", "failed", "unconfirmed", "at carrier"));
        deaths.forEach((place, times) -> lines.append(line(place, times,
                agent.texts().values().stream().filter(text -> text.place.equals(place)).toList(), statuses,
                atCarrier)));
        lines.append(line("all", deaths.values().stream().mapToInt(Integer::intValue).sum(),
                List.copyOf(agent.texts().values()), statuses, atCarrier));
        lines.append("%d starts of %d ms, %d s in all, seed %d%n".formatted(service.starts(),
                service.starting().toMillis() / service.starts(), took.toSeconds(), SEED));
        System.out.print(lines);
    }

    private static String line(String place, int times, List<Agent.Text> texts, Map<UUID, String> statuses,
            Map<String, Long> atCarrier) {
        var counts = texts.stream().collect(Collectors.groupingBy(text -> String.valueOf(statuses.get(text.id)),
                Collectors.counting()));
        return "%-34s %5d %5d %5d %9d %6d %11d %10d%n".formatted(place, times, texts.size(),
                counts.getOrDefault("SENT", 0L), counts.getOrDefault("DELIVERED", 0L),
                counts.getOrDefault("FAILED", 0L), counts.getOrDefault("UNCONFIRMED", 0L),
                texts.stream().mapToLong(text -> atCarrier.getOrDefault(text.body, 0L)).sum());
    }
}
