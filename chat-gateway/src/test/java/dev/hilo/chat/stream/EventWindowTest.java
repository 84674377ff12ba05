package dev.hilo.chat.stream;

import java.time.Duration;
import java.time.Instant;

import dev.hilo.chat.testing.Conversation;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.chat.stream.EventWindow.Place.AHEAD;
import static dev.hilo.chat.stream.EventWindow.Place.COVERED;
import static dev.hilo.chat.stream.EventWindow.Place.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

class EventWindowTest {

    private static final int LOG = 42;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PhoneNumber DID = PhoneNumber.of("+17865551234");

    private final EventWindow window = new EventWindow(Duration.ofMinutes(10), 100);
    private final Conversation one = Conversation.of(DID, "+13053302277");
    private final Conversation two = Conversation.of(DID, "+13053302278");

    @BeforeEach
    void beginsInTheMiddleOfTheLog() {
        window.restart(LOG, new long[]{100, 200});
    }

    @Test
    void tellsWhatFollowsACursorInTheOrderItWasRead() {
        var first = add(0, 100, one.receives("a"));
        var cursor = window.position();
        var second = add(1, 200, two.receives("b"));
        var third = add(0, 101, one.receives("c"));

        assertThat(window.place(cursor)).isEqualTo(COVERED);
        assertThat(window.since(cursor)).extracting(EventWindow.Entry::event).containsExactly(second, third);
        assertThat(window.since(new Cursor(LOG, new long[]{100, 200}))).hasSize(3).first()
                .extracting(EventWindow.Entry::event).isEqualTo(first);
        assertThat(window.since(window.position())).isEmpty();
    }

    @Test
    void knowsACursorOfAnotherGatewayThatReadTheOtherPartitionFirst() {
        var _ = add(0, 100, one.receives("a"));
        var second = add(1, 200, two.receives("b"));

        var elsewhere = new Cursor(LOG, new long[]{101, 200});

        assertThat(window.place(elsewhere)).isEqualTo(COVERED);
        assertThat(window.since(elsewhere)).extracting(EventWindow.Entry::event).containsExactly(second);
    }

    @Test
    void waitsForACursorThatIsALittleAhead() {
        assertThat(window.place(new Cursor(LOG, new long[]{103, 200}))).isEqualTo(AHEAD);
        assertThat(window.place(new Cursor(LOG, new long[]{100 + 1_000_000, 200}))).isEqualTo(UNKNOWN);
    }

    @Test
    void doesNotGuessAboutOlderOrStrangeCursors() {
        assertThat(window.place(new Cursor(LOG, new long[]{99, 200}))).isEqualTo(UNKNOWN);
        assertThat(window.place(new Cursor(LOG + 1, new long[]{100, 200}))).isEqualTo(UNKNOWN);
        assertThat(window.place(new Cursor(LOG, new long[]{100}))).isEqualTo(UNKNOWN);
    }

    @Test
    void forgetsWhatIsTooOldAndThenKnowsNoCursorBeforeIt() {
        var before = window.position();
        var _ = window.add(0, 100, NOON, one.receives("old"));
        var after = window.position();

        window.trim(NOON.plus(Duration.ofMinutes(10)).plusMillis(1));

        assertThat(window.size()).isZero();
        assertThat(window.place(before)).isEqualTo(UNKNOWN);
        assertThat(window.place(after)).isEqualTo(COVERED);
        assertThat(window.thread(one.id())).isEmpty();
    }

    @Test
    void keepsNoMoreThanItMay() {
        for (var offset = 100; offset < 350; offset++) {
            var _ = window.add(0, offset, NOON, one.receives("x"));
        }

        assertThat(window.size()).isEqualTo(100);
        assertThat(window.place(new Cursor(LOG, new long[]{249, 200}))).isEqualTo(UNKNOWN);
        assertThat(window.place(new Cursor(LOG, new long[]{250, 200}))).isEqualTo(COVERED);
        assertThat(window.thread(one.id()).orElseThrow().entries()).hasSize(100);
    }

    @Test
    void takesNoEventTwice() {
        var event = one.receives("a");
        assertThat(window.add(0, 100, NOON, event)).isPresent();

        assertThat(window.add(0, 100, NOON, event)).as("the same offset").isEmpty();
        assertThat(window.add(0, 101, NOON, event)).as("told again by the writer").isEmpty();
        assertThat(window.size()).isEqualTo(1);
        assertThat(window.position()).isEqualTo(new Cursor(LOG, new long[]{102, 200}));
    }

    @Test
    void tellsWhatFollowsANumberOfAThreadOnlyWhenItHasAllOfIt() {
        one.receives("before the window");
        one.receives("before the window");
        var third = add(0, 100, one.receives("3"));
        var _ = add(1, 200, two.receives("another thread"));
        var fourth = add(0, 101, one.isRelabelled());
        var _ = add(0, 102, one.isReadBy("ana"));

        var history = window.thread(one.id()).orElseThrow();

        assertThat(history.lastSeq()).isEqualTo(4);
        assertThat(history.followsFrom(2)).isTrue();
        assertThat(history.followsFrom(1)).isFalse();
        assertThat(history.after(2)).extracting(EventWindow.Entry::event).containsExactly(third, fourth);
        assertThat(history.after(4)).isEmpty();
    }

    @Test
    void beginsAgainWithNothing() {
        var _ = add(0, 100, one.receives("a"));

        window.restart(LOG, new long[]{500, 500});

        assertThat(window.size()).isZero();
        assertThat(window.thread(one.id())).isEmpty();
        assertThat(window.place(new Cursor(LOG, new long[]{101, 200}))).isEqualTo(UNKNOWN);
    }

    private ConversationEvent add(int partition, long offset, ConversationEvent event) {
        return window.add(partition, offset, NOON, event).orElseThrow().event();
    }
}
