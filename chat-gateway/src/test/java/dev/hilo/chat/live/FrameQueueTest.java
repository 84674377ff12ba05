package dev.hilo.chat.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrameQueueTest {

    private static final ThreadId ONE = new ThreadId(UUID.randomUUID());
    private static final ThreadId TWO = new ThreadId(UUID.randomUUID());

    private final Network network = new Network();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger overflows = new AtomicInteger();
    private final LiveConfig limits = new SmallRyeConfigBuilder().withMapping(LiveConfig.class)
            .withDefaultValue("hilo.live.in-flight", "10")
            .withDefaultValue("hilo.live.coalesce-from", "20")
            .withDefaultValue("hilo.live.most-waiting", "60")
            .build().getConfigMapping(LiveConfig.class);
    private final FrameQueue queue = new FrameQueue(network, limits, waiting::addAndGet, overflows::incrementAndGet);

    @Test
    void handsFramesToANetworkThatTakesThemAtOnceInOrder() {
        network.isFast = true;
        for (var i = 0; i < 100; i++) {
            queue.offer(utf8("frame " + i));
        }

        assertThat(network.sent).hasSize(100).startsWith("frame 0", "frame 1").endsWith("frame 99");
        assertThat(waiting).hasValue(0);
    }

    @Test
    void holdsBackWhatTheNetworkHasNotTaken() {
        queue.offer(utf8("0123456789"));
        queue.offer(utf8("second"));
        queue.offer(utf8("third"));

        assertThat(network.sent).containsExactly("0123456789");
        network.takeOne();
        assertThat(network.sent).containsExactly("0123456789", "second", "third");
    }

    @Test
    void keepsOnlyTheNewestStateOfAThreadForAClientThatIsBehind() {
        queue.offer(utf8("0123456789"));
        queue.offer(utf8("message message 1"));
        queue.offerSummary(ONE, utf8("one a"));
        queue.offerSummary(TWO, utf8("two a"));
        queue.offerSummary(ONE, utf8("one b"));
        queue.offer(utf8("message 2"));
        queue.offerSummary(ONE, utf8("one c"));

        network.isFast = true;
        network.takeOne();

        assertThat(network.sent).containsExactly("0123456789", "message message 1", "two a", "message 2", "one c");
        assertThat(waiting).hasValue(0);
    }

    @Test
    void keepsOnlyTheNewestStateOfANumberAndOfAnOrderForAClientThatIsBehind() {
        var did = PhoneNumber.of("+17865551234");
        var order = UUID.randomUUID();
        queue.offer(utf8("0123456789"));
        queue.offer(utf8("message message 1"));
        queue.offerSummary(did, utf8("number a"));
        queue.offerSummary(order, utf8("order a"));
        queue.offerSummary(did, utf8("number b"));
        queue.offerSummary(UUID.randomUUID(), utf8("order of another"));
        queue.offerSummary(order, utf8("order b"));

        network.isFast = true;
        network.takeOne();

        assertThat(network.sent).containsExactly("0123456789", "message message 1", "number b", "order of another",
                "order b");
    }

    @Test
    void replacesNothingForAClientThatKeepsUp() {
        queue.offer(utf8("0123456789"));
        queue.offerSummary(ONE, utf8("a"));
        queue.offerSummary(ONE, utf8("b"));

        network.isFast = true;
        network.takeOne();

        assertThat(network.sent).containsExactly("0123456789", "a", "b");
    }

    @Test
    void letsAHopelessClientGoOnceAndKeepsNothingOfIt() {
        for (var i = 0; i < 20; i++) {
            queue.offer(utf8("0123456789"));
        }

        assertThat(overflows).hasValue(1);
        assertThat(waiting).hasValue(0);
        assertThat(queue.waitingSize()).isZero();
        network.isFast = true;
        network.takeOne();
        assertThat(network.sent).hasSize(1);
    }

    @Test
    void summariesAloneNeverOverflow() {
        for (var i = 0; i < 1000; i++) {
            queue.offerSummary(i % 2 == 0 ? ONE : TWO, utf8("0123456789"));
        }

        assertThat(overflows).hasValue(0);
    }

    private static byte[] utf8(String frame) {
        return frame.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes frames one by one when asked, or all at once. */
    private static final class Network implements Wire {

        final List<String> sent = new ArrayList<>();
        final Deque<Runnable> notTaken = new ArrayDeque<>();
        boolean isFast;

        @Override
        public void soon(Runnable errand) {
            errand.run();
        }

        @Override
        public void send(List<byte[]> frames, Runnable taken) {
            frames.forEach(frame -> sent.add(new String(frame, StandardCharsets.UTF_8)));
            if (isFast) {
                taken.run();
            } else {
                notTaken.add(taken);
            }
        }

        void takeOne() {
            notTaken.removeFirst().run();
        }

        @Override
        public void close(int code, String reason) {
            throw new AssertionError("the queue closes nothing");
        }
    }
}
