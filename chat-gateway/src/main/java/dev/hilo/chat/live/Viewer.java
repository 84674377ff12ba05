package dev.hilo.chat.live;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.hilo.chat.frame.FrameCodec;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.session.Session;
import dev.hilo.chat.stream.Cursor;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.ThreadId;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * One socket: who is behind it, what they have open, and what waits for them. All of it belongs to the switchboard's
 * thread, but for the queue, which the network touches too.
 */
final class Viewer {

    final FrameQueue queue;
    final Map<ThreadId, OpenThread> open = new HashMap<>();
    /** Asked for, while messaging-service is being asked. */
    final Set<ThreadId> opening = new HashSet<>();
    private final Wire wire;
    private Session session;
    private Greeting greeting;
    private Instant saidStillViewing;
    private Instant renewAt;
    private int view;
    private boolean gone;
    /** Written by the network's thread. */
    private volatile Instant heardOf;

    /** How far the two sides have come in greeting each other. */
    sealed interface Greeting {

        /** Nothing was said yet. */
        record Awaited(Instant since) implements Greeting {
        }

        /** Their cursor is ahead of what we have read; they are welcomed when we are there. */
        record Ahead(Cursor cursor, Instant since) implements Greeting {
        }

        /** Frames flow. */
        record Done() implements Greeting {
        }
    }

    /** A thread whose messages they get. */
    static final class OpenThread {

        final ConversationKey conversation;
        /** Up to here they have everything. */
        long lastSeq;

        OpenThread(ConversationKey conversation, long lastSeq) {
            this.conversation = conversation;
            this.lastSeq = lastSeq;
        }
    }

    Viewer(Wire wire, FrameQueue queue, Session session, Instant now, Instant renewAt) {
        this.wire = wire;
        this.queue = queue;
        this.session = session;
        this.greeting = new Greeting.Awaited(now);
        this.saidStillViewing = now;
        this.renewAt = renewAt;
        this.heardOf = now;
    }

    /** Whatever it was: a client that lives answers our pings. */
    void heardOf(Instant at) {
        heardOf = at;
    }

    Instant heardOf() {
        return heardOf;
    }

    Session session() {
        return session;
    }

    String user() {
        return session.caller().user();
    }

    void session(Session next) {
        session = next;
    }

    Greeting greeting() {
        return greeting;
    }

    void greeting(Greeting next) {
        greeting = next;
    }

    boolean isLive() {
        return greeting instanceof Greeting.Done && !gone;
    }

    boolean isGone() {
        return gone;
    }

    Instant renewAt() {
        return renewAt;
    }

    void renewAt(Instant at) {
        renewAt = at;
    }

    Instant saidStillViewing() {
        return saidStillViewing;
    }

    void saidStillViewing(Instant at) {
        saidStillViewing = at;
    }

    /** Fingerprint of the numbers they may see. */
    int view() {
        return view;
    }

    void view(int fingerprint) {
        view = fingerprint;
    }

    void tell(ServerFrame frame, Cursor cursor) {
        queue.offer(FrameCodec.write(frame, cursor.seenWith(view)));
    }

    void refuse(ProblemKind kind, @Nullable String detail, @Nullable ThreadId thread, Cursor cursor) {
        tell(new ServerFrame.Problem(Problem.typeOf(kind.slug()), kind.title(), kind.status(), detail, thread), cursor);
    }

    /** Ends it from our side. */
    void close(int code, String reason) {
        if (!gone) {
            gone();
            wire.close(code, reason);
        }
    }

    /** It has ended. */
    void gone() {
        gone = true;
        queue.close();
    }
}
