package dev.hilo.chat.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.hilo.chat.testing.Browser;
import dev.hilo.chat.testing.Conversation;
import dev.hilo.chat.testing.RawSocket;
import dev.hilo.chat.testing.Tokens;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that mean no good, or cannot help it: they are let go, and nobody else notices. */
@QuarkusTest
class LiveFloodTest extends LiveTest {

    private static final byte[] NOTHING = {};

    private final List<RawSocket> raw = new ArrayList<>();
    private PhoneNumber support;

    @BeforeEach
    void aNumberOfATeam() {
        support = aNumber();
        stream.belongsTo(support, "Support", "support");
        awaitNumber("ana", support);
    }

    @AfterEach
    void closeRawSockets() throws IOException {
        for (var socket : raw) {
            socket.close();
        }
    }

    @Test
    void clientsThatNeverReadAreLetGoAndTwoHundredOthersNoticeNothing() throws IOException {
        var token = Tokens.of("ana");
        for (var i = 0; i < 200; i++) {
            browsers.add(Browser.withToken(ws(), token).hello());
        }
        var alone = latencies(40);
        var conversations = conversations(20);
        conversations.forEach(conversation -> stream.happens(conversation.receives("x")));
        Soon.await().until(() -> browsers.getFirst().count("thread") >= 60);
        for (var i = 0; i < 5; i++) {
            var deaf = RawSocket.as(http, "ana").say("{\"type\":\"hello\"}");
            raw.add(deaf);
            for (var conversation : conversations) {
                deaf.say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\"}");
            }
        }
        var before = closed(1013);
        for (var i = 0; i < 400; i++) {
            stream.happens(conversations.get(i % 20).receives("x".repeat(40_000)));
        }

        Soon.await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(closed(1013)).isEqualTo(before + 5));
        assertThat(metric("hilo_live_waiting_bytes")).isLessThan(5 * 1_048_576);
        var beside = latencies(40);
        System.out.printf("200 sockets, median and p99: alone %s ms, beside 5 that never read %s ms%n",
                Arrays.toString(alone), Arrays.toString(beside));
        assertThat(beside[0]).isLessThan(alone[0] * 3 + 50);
        assertThat(browsers).allSatisfy(browser -> assertThat(browser.of("resync")).isEmpty());
    }

    @Test
    void pingsOfAClientThatDoesNotTakeThePongsAreNotCollected() throws IOException {
        var before = metric("hilo_live_flooded_total") + closed(1008);
        var heap = usedHeap();
        var pings = new ByteArrayOutputStream();
        for (var i = 0; i < 10_000; i++) {
            pings.writeBytes(RawSocket.encoded(RawSocket.PING, new byte[125]));
        }
        try (var flood = RawSocket.as(http, "ana")) {
            flood.say("{\"type\":\"hello\"}");
            var sent = writeUntilCut(flood, pings.toByteArray(), 50);

            assertThat(sent).as("megabytes taken").isLessThan(20);
            assertThat(flood.readToItsEnd()).isIn(1006, 1008);
        }
        assertThat(metric("hilo_live_flooded_total") + closed(1008)).isGreaterThan(before);
        assertThat(usedHeap() - heap).as("bytes of heap").isLessThan(64L << 20);
    }

    @Test
    void smallFramesFasterThanWeReadThemAreCutOffBeforeTheyQueueUp() throws IOException {
        var heap = usedHeap();
        var frames = new ByteArrayOutputStream();
        for (var i = 0; i < 50_000; i++) {
            frames.writeBytes(
                    RawSocket.encoded(RawSocket.TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8)));
        }
        for (var round = 0; round < 5; round++) {
            try (var flood = RawSocket.as(http, "ana")) {
                var _ = writeUntilCut(flood, frames.toByteArray(), 20);
                assertThat(flood.readToItsEnd()).isIn(1006, 1008);
            }
        }
        assertThat(usedHeap() - heap).as("bytes of heap").isLessThan(64L << 20);
        assertThat(Browser.withToken(ws(), Tokens.of("ana")).hello().settle().of("pong")).hasSize(1);
    }

    @Test
    void fragmentsWithoutAnEndAreCutOff() throws IOException {
        try (var endless = RawSocket.as(http, "ana")) {
            endless.frame(0x01, "{".getBytes(StandardCharsets.UTF_8));
            var more = new ByteArrayOutputStream();
            for (var i = 0; i < 20_000; i++) {
                more.writeBytes(RawSocket.encoded(0x00, "                ".getBytes(StandardCharsets.UTF_8)));
            }
            var _ = writeUntilCut(endless, more.toByteArray(), 10);
            assertThat(endless.readToItsEnd()).isIn(1006, 1008, 1009);
        }
    }

    @Test
    void whatIsNoTextFrameOfOursEndsTheSocketWithACodeThatSaysWhy() throws IOException {
        try (var binary = RawSocket.as(http, "ana")) {
            assertThat(binary.frame(RawSocket.BINARY, new byte[]{1, 2, 3}).readToItsEnd()).isEqualTo(1008);
            assertThat(binary.isCut()).as("without an answer to the close").isTrue();
        }
        try (var notText = RawSocket.as(http, "ana")) {
            assertThat(notText.frame(RawSocket.TEXT, new byte[]{'{', (byte) 0xc3, (byte) 0x28, '}'}).readToItsEnd())
                    .isEqualTo(1007);
        }
        try (var huge = RawSocket.as(http, "ana")) {
            assertThat(huge.frame(RawSocket.TEXT, new byte[100_000]).readToItsEnd()).isIn(1006, 1008, 1009);
        }
        try (var pings = RawSocket.as(http, "ana")) {
            for (var i = 0; i < 100; i++) {
                pings.frame(RawSocket.PING, NOTHING);
            }
            assertThat(pings.readToItsEnd()).isEqualTo(1008);
        }
    }

    @Test
    void nothingThatIsCompressedIsEverBlownUp() throws IOException {
        try (var bomb = new RawSocket(http, "127.0.0.1", Map.of("Authorization", "Bearer " + Tokens.of("ana"),
                "Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"))) {
            assertThat(bomb.status()).isEqualTo(101);
            assertThat(bomb.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("permessage-deflate");
            // Not asked for, so not understood: it is no frame, or one of nonsense.
            bomb.frame(0xc1, new byte[1000]).frame(RawSocket.BINARY, NOTHING);
            assertThat(bomb.readToItsEnd()).isIn(1002, 1006, 1008);
        }
    }

    @Test
    void openingAndClosingWithoutEndIsTooManyFrames() {
        var conversation = conversations(1).getFirst();
        stream.happens(conversation.receives("1"));
        var churn = Browser.withToken(ws(), Tokens.of("ana")).hello();
        browsers.add(churn);
        try {
            for (var i = 0; i < 500; i++) {
                churn.say("{\"type\":\"open\",\"threadId\":\"" + conversation.id() + "\",\"afterSeq\":0}");
                churn.say("{\"type\":\"close\",\"threadId\":\"" + conversation.id() + "\"}");
            }
        } catch (RuntimeException closed) {
            // The server was faster than we are.
        }
        assertThat(churn.awaitClose()).isIn(1008, 1006);
    }

    @Test
    void onePersonHasOnlySoManySocketsAndOneAddressOnlySoManyHandshakes() throws IOException {
        List<RawSocket> crowd = new ArrayList<>();
        var token = Map.of("Authorization", "Bearer " + Tokens.of("crowd"));
        try {
            for (var i = 0; i < 250; i++) {
                crowd.add(new RawSocket(http, "127.0.0.7", token));
                assertThat(crowd.getLast().status()).isEqualTo(101);
            }
            Awaitility.await().untilAsserted(() -> {
                try (var tooMany = new RawSocket(http, "127.0.0.8", token)) {
                    assertThat(tooMany.status()).isEqualTo(429);
                    assertThat(tooMany.head()).containsIgnoringCase("Retry-After");
                }
            });
        } finally {
            for (var socket : crowd) {
                socket.close();
            }
        }
        Awaitility.await().untilAsserted(() -> {
            try (var room = new RawSocket(http, "127.0.0.8", token)) {
                assertThat(room.status()).isEqualTo(101);
            }
        });

        var refused = 0;
        for (var i = 0; i < 6000 && refused < 5; i++) {
            try (var knock = new RawSocket(http, "127.0.0.9", Map.of())) {
                assertThat(knock.status()).isIn(401, 429);
                refused += knock.status() == 429 ? 1 : 0;
            }
        }
        assertThat(refused).isEqualTo(5);
        assertThat(Browser.withToken(ws(), Tokens.of("ana")).hello().frames()).as("others come in").hasSize(1);
    }

    /** Milliseconds from an event to the last of the 200: the median and the longest. */
    private long[] latencies(int events) {
        var conversation = Conversation.of(support, "+1305339%04d".formatted(four()));
        var nanos = new long[events];
        for (var i = 0; i < events; i++) {
            var wanted = browsers.stream().mapToInt(browser -> browser.count("thread")).max().orElse(0) + 1;
            var began = System.nanoTime();
            stream.happens(conversation.receives("hello"));
            Awaitility.await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(10)).until(
                    () -> browsers.stream().allMatch(browser -> browser.count("thread") >= wanted));
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return new long[]{nanos[events / 2] / 1_000_000, nanos[events - 1] / 1_000_000};
    }

    /** @return megabytes that were taken before the connection was cut */
    private static int writeUntilCut(RawSocket socket, byte[] bytes, int times) {
        for (var i = 0; i < times; i++) {
            try {
                socket.bytes(bytes);
            } catch (IOException cut) {
                return (int) (((long) i * bytes.length) >> 20);
            }
        }
        return (int) (((long) times * bytes.length) >> 20);
    }

    private List<Conversation> conversations(int count) {
        List<Conversation> conversations = new ArrayList<>();
        for (var i = 0; i < count; i++) {
            conversations.add(Conversation.of(support, "+1305332%04d".formatted(i)));
        }
        return conversations;
    }

    @SuppressWarnings("ExplicitGarbageCollection")
    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
