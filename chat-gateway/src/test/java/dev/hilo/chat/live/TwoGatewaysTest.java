package dev.hilo.chat.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.chat.session.Session;
import dev.hilo.chat.session.SessionEnded;
import dev.hilo.chat.session.SessionsForTests;
import dev.hilo.chat.stream.Cursor;
import dev.hilo.chat.testing.Conversation;
import dev.hilo.chat.testing.MovableClock;
import dev.hilo.chat.testing.Stream;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What one gateway began another one goes on with, whoever went away and how. */
class TwoGatewaysTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(5000);

    private final String kafka = KafkaForTests.bootstrapServers();
    private final Stream stream = new Stream(kafka);
    private final MovableClock clock = new MovableClock();
    private final List<Instance> instances = new ArrayList<>();
    private final PhoneNumber support = PhoneNumber.of("+1786557" + NUMBERS.getAndIncrement());

    @BeforeEach
    void aNumber() {
        stream.belongsTo(support, "Support", "support");
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
        stream.close();
    }

    @Test
    void aClientThatWandersBetweenThemGetsEverythingOnceAndInOrder() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var conversations = conversations(12);
        var here = instance();
        var there = instance();
        Map<String, List<Long>> seen = new HashMap<>();
        var client = here.client(ana()).hello();
        for (var round = 0; round < 25; round++) {
            for (var i = random.nextInt(12); i > 0; i--) {
                stream.happens(conversations.get(random.nextInt(conversations.size())).receives("text"));
            }
            // Breaks at any frame, and keeps what had come until then: a frame that comes later still it neither shows
            // nor goes on from.
            client.leave();
            var kept = client.frames();
            take(kept, seen);
            client = (random.nextBoolean() ? here : there).client(ana()).hello(Instance.Client.cursorOf(kept));
            assertThat(client.await("welcome").path("resumed").asBoolean()).as("seed %d", seed).isTrue();
        }

        var last = client;
        Soon.await().untilAsserted(() -> {
            Map<String, List<Long>> all = new HashMap<>();
            seen.forEach((thread, seqs) -> all.put(thread, new ArrayList<>(seqs)));
            take(last.frames(), all);
            for (var conversation : conversations) {
                assertThat(all.getOrDefault(conversation.id().toString(), List.of())).as("seed %d", seed)
                        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, conversation.lastSeq()).boxed().toList());
            }
        });
    }

    @Test
    void aGatewayThatStartedAnewGoesOnFromACursorOfItsOwnPast() {
        var conversation = conversations(1).getFirst();
        var before = instance();
        var client = before.client(ana()).hello();
        stream.happens(conversation.receives("1"));
        client.await("thread");
        before.kill();
        stream.happens(conversation.receives("2"));
        stream.happens(conversation.receives("3"));

        var after = instance().client(ana()).hello(client.cursor());

        assertThat(after.await("welcome").path("resumed").asBoolean()).isTrue();
        Soon.await().untilAsserted(() -> assertThat(seqs(after)).containsExactly(2L, 3L));
        // And what it had open goes on where it was.
        after.open(conversation, 1);
        Soon.await().untilAsserted(() -> assertThat(after.of("message").stream()
                .map(frame -> frame.path("seq").asLong())).containsExactly(2L, 3L));
    }

    @Test
    void aCursorOlderThanTheWindowHasToReadEverythingAgain() {
        var conversations = conversations(3);
        var client = instance().client(ana()).hello();
        var cursor = client.cursor();
        for (var i = 0; i < 60; i++) {
            stream.happens(conversations.get(i % 3).receives("text"));
        }

        var small = instance(Map.of("hilo.stream.events", "20")).client(ana()).hello(cursor);

        assertThat(small.await("welcome").path("resumed").asBoolean()).isFalse();
        assertThat(small.await("resync").has("threadId")).isFalse();
    }

    @Test
    void aCursorOfALogThatWasMadeAnewHasToReadEverythingAgain() {
        var gateway = instance();
        var ours = Cursor.decode(gateway.client(ana()).hello().cursor()).orElseThrow();
        // The same offsets, and smaller ones, of another topic by the same name.
        for (var offsets : List.of(ours.next(), new long[ours.partitions()])) {
            var other = new Cursor(ours.log() + 1, offsets).seenWith(ours.view());

            var client = gateway.client(ana()).hello(other.encode());

            assertThat(client.await("welcome").path("resumed").asBoolean()).isFalse();
            assertThat(client.await("resync").has("threadId")).isFalse();
        }
    }

    @Test
    void aCursorAheadOfUsWaitsUntilWeAreThereAndThenGoesOn() {
        var conversation = conversations(1).getFirst();
        var gateway = instance();
        var first = gateway.client(ana()).hello();
        stream.happens(conversation.receives("1"));
        first.await("thread");
        var before = Cursor.decode(await(first, conversation).cursor()).orElseThrow();
        var partition = partitionOf(gateway, conversation, before);
        // Of a gateway that has read two events more than we have, once it is asked.
        var next = before.next();
        next[partition] += 3;

        var client = gateway.client(ana()).hello(before.at(next).encode());
        stream.happens(conversation.receives("3"));
        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> client.frames().isEmpty());
        stream.happens(conversation.receives("4"));
        assertThat(client.await("welcome").path("resumed").asBoolean()).isTrue();
        stream.happens(conversation.receives("5"));

        Soon.await().untilAsserted(() -> assertThat(seqs(client)).containsExactly(5L));
    }

    @Test
    void whoSeesOtherNumbersWhenTheyComeBackReadsEverythingAgain() {
        var here = instance();
        var there = instance();
        var other = PhoneNumber.of("+1786557" + NUMBERS.getAndIncrement());
        var client = here.client(ana()).hello();
        var cursor = client.cursor();
        client.leave();
        var probe = there.client(ana()).hello();
        stream.belongsTo(other, "Night", "support");
        probe.await("resync");

        var back = there.client(ana()).hello(cursor);
        assertThat(back.await("welcome").path("resumed").asBoolean()).isFalse();
        back.await("resync");
        assertThat(there.client(ana()).hello(probe.cursor()).await("welcome").path("resumed").asBoolean()).isTrue();
        var moved = there.client(person("ana", "agent", List.of("sales"))).hello(probe.cursor());
        assertThat(moved.await("welcome").path("resumed").asBoolean()).isFalse();
    }

    @Test
    void aGatewayThatGoesAwaySendsEverybodyElsewhereAndNothingIsLost() {
        var conversations = conversations(4);
        var leaving = instance();
        var staying = instance();
        List<Instance.Client> clients = new ArrayList<>();
        for (var i = 0; i < 50; i++) {
            clients.add(leaving.client(ana()).hello());
        }
        for (var i = 0; i < 40; i++) {
            stream.happens(conversations.get(i % 4).receives("text"));
            if (i == 20) {
                leaving.drain();
            }
        }

        Soon.await().untilAsserted(() -> assertThat(clients).allSatisfy(client -> {
            assertThat(client.closeCode).isEqualTo(1012);
            assertThat(client.closeReason).matches("restart, come back in \\d{3,4} ms");
        }));
        assertThat(new HashSet<>(clients.stream().map(client -> client.closeReason).toList()))
                .as("not all at once").hasSizeGreaterThan(20);
        assertThat(leaving.switchboard.isReady()).isFalse();
        var late = leaving.client(ana());
        Soon.await().untilAsserted(() -> assertThat(late.closeCode).isEqualTo(1012));
        for (var client : clients) {
            Map<String, List<Long>> seen = new HashMap<>();
            take(client.frames(), seen);
            var again = staying.client(ana()).hello(client.cursor());
            Soon.await().untilAsserted(() -> {
                Map<String, List<Long>> all = new HashMap<>();
                take(client.frames(), all);
                take(again.frames(), all);
                assertThat(all).allSatisfy((thread, seqs) -> assertThat(seqs)
                        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, 10).boxed().toList()));
                assertThat(all).hasSize(4);
            });
            again.leave();
        }
    }

    @Test
    void colleaguesAtAnotherGatewayAreSeenAndWhoeverIsNotHeardOfAnyMoreIsNot() {
        var conversation = conversations(1).getFirst();
        stream.happens(conversation.receives("1"));
        var here = instance();
        var there = instance();
        var ana = here.client(ana()).hello().open(conversation, 1);
        var marta = there.client(person("marta", "manager", List.of())).hello().open(conversation, 1);
        Soon.await().untilAsserted(() -> {
            assertThat(users(ana)).isEqualTo(Set.of("ana", "marta"));
            assertThat(users(marta)).isEqualTo(Set.of("ana", "marta"));
        });

        marta.say("{\"type\":\"typing\",\"threadId\":\"" + conversation.id() + "\",\"on\":true}");
        assertThat(ana.await("typing").path("on").asBoolean()).isTrue();
        there.kill();
        clock.moveOn(Duration.ofSeconds(20));
        Awaitility.await().pollDelay(Duration.ofMillis(700)).untilAsserted(
                () -> assertThat(users(ana)).isEqualTo(Set.of("ana", "marta")));
        clock.moveOn(Duration.ofSeconds(11));

        Soon.await().untilAsserted(() -> {
            assertThat(users(ana)).isEqualTo(Set.of("ana"));
            assertThat(ana.of("typing").getLast().path("on").asBoolean()).isFalse();
        });
    }

    @Test
    void aTabThatIsClosedAtOneGatewayLeavesThePersonWithTheirTabAtTheOther() {
        var conversation = conversations(1).getFirst();
        stream.happens(conversation.receives("1"));
        var here = instance();
        var there = instance();
        var one = here.client(ana()).hello().open(conversation, 1);
        var two = there.client(ana()).hello().open(conversation, 1);
        var marta = there.client(person("marta", "manager", List.of())).hello().open(conversation, 1);
        Soon.await().untilAsserted(() -> assertThat(users(marta)).isEqualTo(Set.of("ana", "marta")));

        one.leave();
        Awaitility.await().pollDelay(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(users(marta)).isEqualTo(Set.of("ana", "marta")));
        two.leave();

        Soon.await().untilAsserted(() -> assertThat(users(marta)).isEqualTo(Set.of("marta")));
    }

    @Test
    void everyGatewayTellsOfOrdersAndNoneOfThoseFromBeforeItStarted() {
        var here = instance();
        stream.moves(order("buy"));
        var marta = here.client(person("marta", "manager", List.of())).hello();
        stream.moves(order("enable-messaging"));
        Soon.await().untilAsserted(() -> assertThat(steps(marta)).contains("enable-messaging"));
        var there = instance();
        var root = there.client(person("root", "admin", List.of())).hello();

        stream.moves(order("verify"));

        Soon.await().untilAsserted(() -> {
            assertThat(steps(marta)).endsWith("verify");
            assertThat(steps(root)).containsExactly("verify");
        });
    }

    @Test
    void aSessionThatEndsAtOneGatewayEndsAtTheOtherWithinASecond() {
        var here = instance();
        var there = instance();
        var sid = UUID.randomUUID().toString();
        var session = SessionsForTests.bearer("ana", "agent", List.of("support"), sid, Instant.now().plusSeconds(300));
        var one = here.client(session).hello();
        var two = there.client(session).hello();
        var another = there.client(ana()).hello();

        here.switchboard.sessionEnded(new SessionEnded(String.valueOf(session.hash())));

        Soon.await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> {
            assertThat(one.closeCode).isEqualTo(4401);
            assertThat(two.closeCode).isEqualTo(4401);
        });
        assertThat(another.closeCode).isZero();
    }

    @Test
    void whoeverAnswersNoPingHasGoneWithoutAWord() {
        var conversation = conversations(1).getFirst();
        stream.happens(conversation.receives("1"));
        var gateway = instance();
        var asleep = gateway.client(ana()).hello().open(conversation, 1);
        clock.moveOn(Duration.ofSeconds(60));
        var marta = gateway.client(person("marta", "manager", List.of())).hello().open(conversation, 1);
        Soon.await().untilAsserted(() -> assertThat(users(marta)).isEqualTo(Set.of("ana", "marta")));

        clock.moveOn(Duration.ofSeconds(16));

        Soon.await().untilAsserted(() -> {
            assertThat(asleep.closeCode).isEqualTo(1001);
            assertThat(users(marta)).isEqualTo(Set.of("marta"));
        });
        assertThat(marta.closeCode).isZero();
    }

    private OrderRecord order(String step) {
        return new OrderRecord(UUID.randomUUID(), Instant.now(), UUID.randomUUID(), support, "provision",
                OrderRecord.State.RUNNING, null, "marta", Instant.now(), null, null,
                List.of(new OrderRecord.Step(step, OrderRecord.StepState.RUNNING, 1, null, null, Instant.now(), null)));
    }

    private List<String> steps(Instance.Client client) {
        return client.of("order").stream().map(frame -> frame.path("order"))
                .filter(order -> order.path("did").asText().equals(support.value()))
                .map(order -> order.at("/steps/0/name").asText()).toList();
    }

    private Instance instance() {
        return instance(Map.of());
    }

    private Instance instance(Map<String, String> settings) {
        var instance = new Instance(kafka, clock, settings);
        instances.add(instance);
        // Both have to have heard whose the number is.
        Soon.await().untilAsserted(() -> {
            var probe = instance.client(ana()).hello();
            assertThat(Cursor.decode(probe.cursor()).orElseThrow().view()).isNotEqualTo(1);
            probe.leave();
        });
        return instance;
    }

    private static Session ana() {
        return person("ana", "agent", List.of("support"));
    }

    private static Session person(String user, String role, List<String> teams) {
        return SessionsForTests.bearer(user, role, teams, UUID.randomUUID().toString(),
                Instant.now().plusSeconds(3600));
    }

    private List<Conversation> conversations(int count) {
        List<Conversation> conversations = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            conversations.add(Conversation.of(support, "+1305331%04d".formatted(i)));
        }
        return conversations;
    }

    private static Instance.Client await(Instance.Client client, Conversation conversation) {
        client.open(conversation, 0);
        Soon.await().untilAsserted(() -> assertThat(client.of("message")).isNotEmpty());
        return client;
    }

    /** Where the log puts a conversation: the partition that moves when something happens in it. */
    private int partitionOf(Instance gateway, Conversation conversation, Cursor before) {
        var probe = gateway.client(ana()).hello();
        stream.happens(conversation.isRelabelled());
        probe.await("thread");
        var after = Cursor.decode(probe.cursor()).orElseThrow();
        probe.leave();
        for (var partition = 0; partition < after.partitions(); partition++) {
            if (after.next(partition) != before.next(partition)) {
                return partition;
            }
        }
        throw new AssertionError("nothing moved");
    }

    /** What a client that got these frames shows of each thread: each state once. */
    private static void take(List<JsonNode> frames, Map<String, List<Long>> seen) {
        for (var frame : frames) {
            if (frame.path("type").asText().equals("thread")) {
                seen.computeIfAbsent(frame.path("thread").path("id").asText(), id -> new ArrayList<>())
                        .add(frame.path("thread").path("lastSeq").asLong());
            }
        }
    }

    private List<Long> seqs(Instance.Client client) {
        return client.of("thread").stream().map(frame -> frame.path("thread"))
                .filter(thread -> thread.path("did").asText().equals(support.value()))
                .map(thread -> thread.path("lastSeq").asLong()).toList();
    }

    private static Set<String> users(Instance.Client client) {
        Set<String> users = new HashSet<>();
        client.of("presence").stream().reduce((older, newer) -> newer).map(frame -> frame.path("users"))
                .ifPresent((JsonNode names) -> names.forEach(name -> users.add(name.asText())));
        return users;
    }
}
