package dev.hilo.chat.live;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.chat.frame.ClientFrame;
import dev.hilo.chat.frame.EventFrames;
import dev.hilo.chat.frame.FrameCodec;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.stream.Cursor;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;

/**
 * Greets who says hello: tells what was missed since the cursor, or that everything has to be read again. From the
 * welcome on a socket gets what happens.
 */
final class Reception {

    /** Missed events up to this many are replayed one by one; of more, only each thread's newest. */
    private static final int REPLAY_EACH = 256;

    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final Viewers viewers;
    private final NumberDirectory directory;
    private final LiveConfig config;
    private final Clock clock;

    Reception(EventWindow window, Audience<Viewer> audience, Viewers viewers, NumberDirectory directory,
            LiveConfig config, Clock clock) {
        this.window = window;
        this.audience = audience;
        this.viewers = viewers;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
    }

    void hello(Viewer viewer, ClientFrame.Hello hello) {
        if (!(viewer.greeting() instanceof Viewer.Greeting.Awaited)) {
            viewer.refuse(GatewayProblem.OUT_OF_TURN, "hello was said", null, window.position());
        } else if (hello.cursor() == null) {
            enter(viewer);
            welcome(viewer, false, window.position());
        } else {
            Cursor.decode(hello.cursor()).ifPresentOrElse(cursor -> resume(viewer, cursor), () -> startOver(viewer));
        }
    }

    /** We have read on: perhaps as far as those who came from a gateway that was ahead of us. */
    void readOn() {
        for (var viewer : viewers.those(one -> one.greeting() instanceof Viewer.Greeting.Ahead)) {
            if (viewer.greeting() instanceof Viewer.Greeting.Ahead it) {
                resume(viewer, it.cursor());
            }
        }
    }

    /** Who was ahead of us for too long came from somewhere that we do not get to. */
    void giveUpWaiting(Viewer viewer, Viewer.Greeting.Ahead ahead, Instant now) {
        if (ahead.since().plus(config.ahead()).isBefore(now)) {
            startOver(viewer);
        }
    }

    private void resume(Viewer viewer, Cursor cursor) {
        switch (window.place(cursor)) {
            case COVERED -> replay(viewer, cursor);
            case AHEAD -> {
                if (!(viewer.greeting() instanceof Viewer.Greeting.Ahead)) {
                    viewer.greeting(new Viewer.Greeting.Ahead(cursor, clock.instant()));
                }
            }
            case UNKNOWN -> startOver(viewer);
        }
    }

    private void startOver(Viewer viewer) {
        enter(viewer);
        welcome(viewer, false, window.position());
        viewer.tell(new ServerFrame.Resync(null), window.position());
    }

    private void enter(Viewer viewer) {
        audience.join(viewer, viewer.session().caller(), directory.all());
        viewer.view(audience.viewOf(viewer));
    }

    private void welcome(Viewer viewer, boolean resumed, Cursor at) {
        viewer.greeting(new Viewer.Greeting.Done());
        viewers.greeted(viewer);
        viewer.tell(new ServerFrame.Welcome(viewer.user(), resumed), at);
    }

    /** One frame that was missed, with the place behind it as this client counts. */
    private static final class Missed {

        final ThreadId thread;
        final boolean summary;
        final byte[] frame;

        Missed(ThreadId thread, boolean summary, byte[] frame) {
            this.thread = thread;
            this.summary = summary;
            this.frame = frame;
        }
    }

    /**
     * What the client missed, in our order. Its cursor may come from a gateway that read the partitions in another
     * order, so each replayed frame carries the client's own cursor moved on by that one event.
     */
    private void replay(Viewer viewer, Cursor cursor) {
        enter(viewer);
        if (viewer.view() != cursor.view()) {
            // Numbers came or went while they were away: what they keep of those no event tells.
            startOver(viewer);
            return;
        }
        var missed = missedBy(viewer, cursor);
        if (missed.stream().mapToLong(one -> one.frame.length).sum() > config.mostWaiting() / 2) {
            startOver(viewer);
            return;
        }
        welcome(viewer, true, cursor);
        for (var one : missed) {
            if (one.summary) {
                viewer.queue.offerSummary(one.thread, one.frame);
            } else {
                viewer.queue.offer(one.frame);
            }
        }
    }

    private List<Missed> missedBy(Viewer viewer, Cursor cursor) {
        var caller = viewer.session().caller();
        var next = cursor.next();
        List<Missed> frames = new ArrayList<>();
        for (var entry : window.since(cursor)) {
            next[entry.partition()] = entry.offset() + 1;
            var event = entry.event();
            if (!caller.maySee(directory.teamsOf(event.thread().did()))) {
                continue;
            }
            switch (event) {
                case ConversationEvent.Sequenced it -> frames.add(new Missed(event.thread().id(), true,
                        FrameCodec.write(EventFrames.forAll(it), cursor.at(next))));
                case ConversationEvent.ThreadRead it -> {
                    if (it.user().equals(viewer.user())) {
                        frames.add(new Missed(event.thread().id(), false,
                                FrameCodec.write(EventFrames.forThemselves(it), cursor.at(next))));
                    }
                }
            }
        }
        return frames.size() <= REPLAY_EACH ? frames : newestOfEach(frames);
    }

    private static List<Missed> newestOfEach(List<Missed> frames) {
        Map<String, Missed> newest = new LinkedHashMap<>();
        for (var frame : frames) {
            newest.remove(frame.thread + "|" + frame.summary);
            newest.put(frame.thread + "|" + frame.summary, frame);
        }
        return List.copyOf(newest.values());
    }
}
