package dev.hilo.chat.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class NetworkThreadTest {

    private final Deque<Runnable> turns = new ArrayDeque<>();
    private final NetworkThread thread = new NetworkThread(turns::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void fetchesWhatIsThereForAllSocketsInOneTurnAndInOrder() {
        for (var socket = 0; socket < 500; socket++) {
            var name = "socket " + socket;
            thread.soon(() -> done.add(name));
        }

        assertThat(turns).hasSize(1);
        turns.removeFirst().run();
        assertThat(done).hasSize(500).startsWith("socket 0", "socket 1").endsWith("socket 499");
    }

    @Test
    void leavesWhatComesDuringATurnToTheNextSoThatSocketsAreReadInBetween() {
        thread.soon(() -> thread.soon(() -> done.add("later")));

        turns.removeFirst().run();
        assertThat(done).isEmpty();
        turns.removeFirst().run();
        assertThat(done).containsExactly("later");
        assertThat(turns).isEmpty();
    }

    @Test
    void servesTheOthersWhenOneFails() {
        thread.soon(() -> {
            throw new IllegalStateException("its connection is gone");
        });
        thread.soon(() -> done.add("another"));

        turns.removeFirst().run();
        assertThat(done).containsExactly("another");
    }

    @Test
    void keepsQuietWhenTheNetworkHasStopped() {
        var stopped = new NetworkThread(_ -> {
            throw new RejectedExecutionException("stopped");
        });

        assertThatCode(() -> stopped.soon(() -> {
        })).doesNotThrowAnyException();
    }
}
