package dev.hilo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.faults.Manager.Kind;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.PostgresForTests;
import dev.hilo.platform.testing.Written;
import dev.hilo.simulator.Simulator;
import dev.hilo.simulator.SimulatorSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders are placed, one for each boundary of each step of each kind of order; each stops at its boundary, and when all
 * have come to theirs the process gets a SIGKILL. The next one finishes them while as many new orders go to their places.
 * At the end the carrier's calls, the tables and the topic are compared.
 * <p>
 * {@code -Dhilo.provisioning.kills=N} kills N times instead of eight, {@code -Dhilo.kills.seed=S} repeats a run's order.
 */
class ProvisioningKillIT {

    private static final int KILLS = Integer.getInteger("hilo.provisioning.kills", 8);
    private static final long SEED = Long.getLong("hilo.kills.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SERVICE_LOG = Path.of("target", "service.log");

    /** Where an order may die in a step: {@code %s} is the step. */
    private static final List<String> BOUNDARIES = List.of(
            // The start is committed, the carrier has not been asked.
            "PerformStep.perform(%s):before",
            // The carrier has answered, nothing of it is written down.
            "PerformStep.perform(%s):after",
            // It is written down and not committed.
            "OrderLedger.settle(%s):after",
            // The end is committed, the next step has not begun.
            "OrderLedger.end(%s):after");

    /** Where it may die beside its steps: before and after it is accepted, and on either side of what cannot be undone. */
    private static final Map<Kind, List<String>> BESIDE = new EnumMap<>(Map.of(
            Kind.PROVISION, List.of("PlaceOrder.provision:before", "PlaceOrder.provision:after",
                    "HttpCarrier.buy:before", "HttpCarrier.buy:after"),
            Kind.ADOPT, List.of("PlaceOrder.adopt:before", "PlaceOrder.adopt:after"),
            Kind.REPAIR, List.of("PlaceOrder.repair:before", "PlaceOrder.repair:after", "HttpCarrier.change:before",
                    "HttpCarrier.change:after"),
            // A move has no key: one that is committed and done when it is asked for again is another wish.
            Kind.MOVE, List.of("MoveNumber.move:before", "HttpCarrier.change:before", "HttpCarrier.change:after"),
            Kind.RELEASE, List.of("ReleaseNumber.release:before", "ReleaseNumber.release:after",
                    "HttpCarrier.release:before", "HttpCarrier.release:after")));

    private record Place(Kind kind, String name) {

        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " " + name;
        }
    }

    @TempDir
    Path folder;

    private final Random chance = new Random(SEED);
    private final Map<Kind, List<String>> steps = new EnumMap<>(Kind.class);
    private final Map<String, Integer> deaths = new TreeMap<>();
    private final List<JsonNode> calls = new ArrayList<>();
    private final Set<String> bought = new HashSet<>();
    private Simulator carrier;
    private Ledger ledger;
    private Service service;
    private Manager manager;
    private int forSale;
    private int atTheAccount;

    @BeforeEach
    void start() throws Exception {
        carrier = Simulator.start(SimulatorSettings.forTests().with("campaign-limit", 1_000_000));
        var postgres = PostgresForTests.postgres();
        ledger = new Ledger(postgres.getPostgresDatabase());
        var tokens = new Tokens();
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "quarkus.datasource.username", "postgres", "quarkus.datasource.password", "postgres",
                // Each order that dies before a commit holds a connection.
                "quarkus.datasource.reactive.max-size", "45",
                "kafka.bootstrap.servers", KafkaForTests.bootstrapServers(),
                "quarkus.oidc.auth-server-url", "", "quarkus.oidc.public-key", tokens.publicKey(),
                "hilo.carrier.base", carrier.apiBase(), "hilo.carrier.key", "hilo",
                "hilo.carrier.secret", "hilo-secret"));
        settings.putAll(Map.of("hilo.webhook.base-url", "http://127.0.0.1:8083", "hilo.webhook.secret", "of-the-test",
                "hilo.order.default-campaign", "C0DEMO1", "hilo.order.parallel", "500", "hilo.order.look", "100ms",
                "hilo.order.cooling", "200ms", "hilo.order.retry.pause", "50ms",
                "hilo.campaign.number-limit", "1000000", "hilo.drift.every", "1h"));
        service = new Service(folder, settings);
        manager = new Manager(service.base(), tokens.manager("marta"));
        service.rehearse(this::rehearse);
        keepCalls();
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        carrier.close();
    }

    @Test
    void whereverItDiesANumberIsBoughtOnceAndItsOrderIsDone() throws Exception {
        var began = System.nanoTime();
        for (var kill = 0; kill < KILLS; kill++) {
            dieEverywhere();
        }
        hold(Map.of());
        startAgain();
        awaitAll(Set.of());
        settle();
        print(Duration.ofNanos(System.nanoTime() - began));

        everyWishBecameOneOrderThatIsDone();
        everyNumberWasBoughtOnceAndGivenBackOnce();
        theCarrierHasWhatIsWanted();
        nothingContradictoryWasTold();
    }

    /** One order of each kind shows which steps there are; the other numbers are for orders that need an active one. */
    private void rehearse() throws IOException, InterruptedException {
        var one = new EnumMap<Kind, String>(Map.of(Kind.PROVISION, aNumberForSale(), Kind.ADOPT, aNumberOfTheAccount(),
                Kind.REPAIR, aNumberOfTheAccount(), Kind.MOVE, aNumberOfTheAccount(),
                Kind.RELEASE, aNumberOfTheAccount()));
        want(Kind.PROVISION, one.get(Kind.PROVISION));
        one.forEach((kind, did) -> {
            if (kind != Kind.PROVISION) {
                want(Kind.ADOPT, did);
            }
        });
        // What two lives use up before anything that the first has bought is there for the third.
        IntStream.range(0, 2 * 60).forEach(_ -> want(Kind.ADOPT, aNumberOfTheAccount()));
        awaitAll(Set.of());
        want(Kind.REPAIR, one.get(Kind.REPAIR));
        want(Kind.MOVE, one.get(Kind.MOVE));
        want(Kind.RELEASE, one.get(Kind.RELEASE));
        awaitAll(Set.of());
        for (var kind : Kind.values()) {
            steps.put(kind, manager.order(one.get(kind)).path("steps").valueStream()
                    .map(step -> step.path("name").asText()).toList());
        }
    }

    // --- dying

    private void dieEverywhere() throws Exception {
        var places = new ArrayList<>(Stream.of(Kind.values()).flatMap(this::places).toList());
        Collections.shuffle(places, chance);
        var active = activeNumbers();
        Map<Place, String> going = new LinkedHashMap<>();
        places.forEach(place -> going.put(place, switch (place.kind()) {
            case PROVISION -> aNumberForSale();
            case ADOPT -> aNumberOfTheAccount();
            case REPAIR -> drifted(active.removeFirst());
            case MOVE, RELEASE -> active.removeFirst();
        }));
        hold(going);
        startAgain();
        going.forEach((place, did) -> want(place.kind(), did));
        awaitAll(Set.copyOf(going.values()));
        awaitHeld(going);
        service.kill();
        keepCalls();
        places.forEach(place -> deaths.merge(place.toString(), 1, Integer::sum));
    }

    private Stream<Place> places(Kind kind) {
        return Stream.concat(
                steps.get(kind).stream()
                        .flatMap(step -> BOUNDARIES.stream().map(boundary -> boundary.formatted(step))),
                BESIDE.get(kind).stream()).map(name -> new Place(kind, name));
    }

    private void hold(Map<Place, String> going) throws IOException {
        Files.deleteIfExists(folder.resolve("order.held"));
        Files.write(folder.resolve("order.holds"), lines(going));
    }

    private static List<String> lines(Map<Place, String> going) {
        return going.entrySet().stream().map(one -> one.getKey().name() + " " + one.getValue()).toList();
    }

    /** As if the dead worker's leases had run out. */
    private void startAgain() throws IOException, InterruptedException {
        ledger.run("update number_order set leased_until = now() where state = 'RUNNING'");
        service.start();
    }

    private void awaitHeld(Map<Place, String> going) {
        var expected = lines(going);
        var file = folder.resolve("order.held");
        try {
            Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
                manager.ask();
                return Files.exists(file) && Set.copyOf(Files.readAllLines(file)).containsAll(expected);
            });
        } catch (ConditionTimeoutException _) {
            throw new AssertionError("nothing came past " + missing(file, expected) + "; see " + SERVICE_LOG);
        }
    }

    private static List<String> missing(Path file, List<String> expected) {
        try {
            var held = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
            return expected.stream().filter(line -> !held.contains(line)).toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    // --- living

    private void want(Kind kind, String did) {
        manager.want(kind, did);
    }

    /** Until everything is answered and over, except what goes to its place now. */
    private void awaitAll(Set<String> exceptFor) {
        var except = exceptFor.stream().map(did -> "'" + did + "'").collect(Collectors.joining(",", "(", ")"));
        var open = "select did, kind, state from number_order where state in ('RUNNING', 'FAILED')"
                + (exceptFor.isEmpty() ? "" : " and did not in " + except);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            manager.ask();
            assertThat(manager.wishes().stream().filter(wish -> wish.order == null && !exceptFor.contains(wish.did))
                    .map(wish -> wish.kind + " " + wish.did)).as("unanswered").isEmpty();
            assertThat(ledger.rows(open)).as("open orders").isEmpty();
        });
    }

    private void settle() {
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.count("select count(*) from outbox")).isZero());
        keepCalls();
    }

    /** The carrier remembers the last of them only. */
    private void keepCalls() {
        calls.addAll(carrier.control().calls());
        carrier.control().reset();
    }

    private String aNumberForSale() {
        // Twenty in each area code that is in use: the simulator's shelf of numbers that nobody has.
        var areaCodes = IntStream.rangeClosed(201, 989).filter(code -> code / 10 % 10 != 9 && code / 10 != 37
                && code / 10 != 96 && code % 100 != 11).toArray();
        var did = "+1%03d5550%03d".formatted(areaCodes[forSale / 20], 100 + forSale % 20);
        forSale++;
        bought.add(did);
        return did;
    }

    private String aNumberOfTheAccount() {
        var did = "+1786556%04d".formatted(atTheAccount++);
        carrier.control().number(JsonNodeFactory.instance.objectNode().put("TN", did).put("Sms", false));
        return did;
    }

    private String drifted(String did) {
        carrier.control().number(JsonNodeFactory.instance.objectNode().put("TN", did).put("Sms", false));
        return did;
    }

    private List<String> activeNumbers() {
        var active = new ArrayList<>(ledger.rows("""
                select did from number n where state = 'ACTIVE' and not exists (
                    select from number_order o where o.did = n.did and o.state in ('RUNNING', 'FAILED'))
                """).stream().map(List::getFirst).toList());
        // What was asked for and died before it was accepted is asked for again in the next life.
        active.removeAll(manager.wishes().stream().filter(wish -> wish.order == null).map(wish -> wish.did).toList());
        Collections.shuffle(active, chance);
        return active;
    }

    // --- counting

    private void everyWishBecameOneOrderThatIsDone() {
        var wished = manager.wishes().stream()
                .collect(Collectors.groupingBy(wish -> wish.did + " " + wish.kind, Collectors.counting()));
        var placed = ledger.rows("select did || ' ' || kind, count(*) from number_order group by 1").stream()
                .collect(Collectors.toMap(List::getFirst, row -> Long.parseLong(row.get(1))));
        assertThat(placed).isEqualTo(wished);
        assertThat(ledger.rows("select did, kind, state from number_order where state <> 'DONE'")).isEmpty();
        assertThat(ledger.rows("""
                select o.did, o.kind, s.name, s.state from number_order_step s join number_order o on o.id = s.order_id
                where s.state <> 'DONE'
                """)).isEmpty();
        assertThat(manager.wishes()).allSatisfy(wish -> assertThat(
                ledger.count("select count(*) from number_order where id = '" + wish.order + "'")).isEqualTo(1));
    }

    private void everyNumberWasBoughtOnceAndGivenBackOnce() {
        assertThat(byNumber("POST", "/orderTn", _ -> true)).as("asked to buy").isEqualTo(once(bought));
        assertThat(byNumber("POST", "/orderTn", call -> call.path("answer").asText().contains("\"Messaging\"")))
                .as("bought").isEqualTo(once(bought));
        var released = manager.wishes().stream().filter(wish -> wish.kind == Kind.RELEASE).map(wish -> wish.did)
                .collect(Collectors.toSet());
        assertThat(byNumber("DELETE", "/tnRecord", call -> call.path("status").asInt() == 200)).as("given back")
                .isEqualTo(once(released));
    }

    private static Map<String, Long> once(Set<String> dids) {
        return dids.stream().collect(Collectors.toMap(Function.identity(), _ -> 1L));
    }

    private Map<String, Long> byNumber(String method, String path, Predicate<JsonNode> which) {
        return calls.stream().filter(call -> call.path("method").asText().equals(method))
                .filter(call -> call.path("path").asText().endsWith(path)).filter(which)
                .map(call -> (call.path("body").asText() + call.path("query").asText())
                        .replaceAll("(?s).*?(1\\d{10}).*", "+$1"))
                .collect(Collectors.groupingBy(did -> did, Collectors.counting()));
    }

    private void theCarrierHasWhatIsWanted() {
        var records = carrier.control().numbers().stream()
                .collect(Collectors.toMap(record -> "+" + record.path("TN").asText(), record -> record));
        var campaigns = ledger.rows("select did, wanted_campaign from number where state = 'ACTIVE'").stream()
                .collect(Collectors.toMap(List::getFirst, row -> row.get(1)));
        assertThat(records.keySet()).isEqualTo(campaigns.keySet());
        assertThat(records).allSatisfy((did, record) -> {
            var messaging = record.path("Messaging");
            assertThat(messaging.path("Sms").asBoolean()).isTrue();
            assertThat(messaging.path("Mms").asBoolean()).isTrue();
            assertThat(messaging.path("Webhook").asText()).isEqualTo("hilo");
            assertThat(messaging.path("Tcr").asText()).isEqualTo(campaigns.get(did));
        });
        assertThat(ledger.rows("select did, state from number where state not in ('ACTIVE', 'RELEASED')")).isEmpty();
    }

    /** A repeat of an event is the same event; its readers know it by its id. */
    private void nothingContradictoryWasTold() {
        Map<String, List<String>> told = new HashMap<>();
        Set<UUID> seen = new HashSet<>();
        for (var record : Written.on(KafkaForTests.bootstrapServers(), Topics.NUMBER_RECORDS)) {
            var event = EventCodec.read(record.value(), NumberRecord.class).orElseThrow();
            if (seen.add(event.id())) {
                told.computeIfAbsent(event.did().value(), _ -> new ArrayList<>()).add(event.state().name());
            }
        }
        var states = ledger.rows("select did, state from number").stream()
                .collect(Collectors.toMap(List::getFirst, row -> row.get(1)));
        assertThat(told.keySet()).isEqualTo(states.keySet());
        assertThat(told).allSatisfy((did, story) -> {
            assertThat(String.join(" ", story)).matches("PROVISIONING( ACTIVE)+( RELEASING RELEASED)?");
            assertThat(story.getLast()).isEqualTo(states.get(did));
        });
    }

    private void print(Duration took) {
        var lines = new StringBuilder("%n%-58s %s%n".formatted("an order died at", "times"));
        deaths.forEach((place, times) -> lines.append("%-58s %5d%n".formatted(place, times)));
        lines.append(("%d SIGKILLs met %d orders at %d places; %d numbers bought with %d purchases, %d given back; "
                + "%d starts of %d ms, %d s in all, seed %d%n").formatted(KILLS,
                        deaths.values().stream().mapToInt(Integer::intValue).sum(), deaths.size(), bought.size(),
                        byNumber("POST", "/orderTn", _ -> true).values().stream().mapToLong(Long::longValue).sum(),
                        byNumber("DELETE", "/tnRecord", call -> call.path("status").asInt() == 200).size(),
                        service.starts(), service.starting().toMillis() / service.starts(), took.toSeconds(), SEED));
        System.out.print(lines);
    }
}
