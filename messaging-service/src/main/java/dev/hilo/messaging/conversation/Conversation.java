package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.media.Medium;
import dev.hilo.platform.identity.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A conversation while its row is locked: the one place that gives out sequence numbers, moves messages between states
 * and says what happened. Everything here happens in memory; {@link Conversations#save} writes it in the transaction
 * that holds the lock, events included, or not at all.
 */
public final class Conversation {

    /** What a list shows of the last text. */
    private static final int PREVIEW = 160;

    private final UUID id;
    private final ConversationKey key;
    private final boolean unclaimed;
    private final Instant now;
    private final Views views;
    private final Ids ids;
    private @Nullable String displayName;
    private List<String> labels;
    private @Nullable String assignee;
    private @Nullable String team;
    private ThreadView.State state;
    private @Nullable Instant snoozedUntil;
    private Instant openedAt;
    private ThreadView.@Nullable Last last;
    private Instant lastMessageAt;
    private long lastSeq;
    private long lastOutboundSeq;
    private long inboundCount;
    private long readSeq;
    private boolean unanswered;
    private @Nullable Instant waitingSince;
    private @Nullable Instant lastInboundAt;
    private ThreadView.@Nullable Consent consent;

    private final List<Message> added = new ArrayList<>();
    private final Set<Message> changed = new LinkedHashSet<>();
    private final List<ConversationEvent> events = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<Resolution> resolutions = new ArrayList<>();

    Conversation(ThreadRow row, Instant now, Views views, Ids ids) {
        var view = row.view();
        this.id = view.id().value();
        this.key = new ConversationKey(view.did(), view.external());
        this.unclaimed = view.unclaimed();
        this.displayName = view.displayName();
        this.labels = view.labels();
        this.assignee = view.assignee();
        this.team = view.team();
        this.snoozedUntil = view.snoozedUntil();
        this.waitingSince = view.waitingSince();
        this.openedAt = row.openedAt();
        this.state = view.state();
        this.last = view.lastMessage();
        this.lastMessageAt = view.lastMessageAt();
        this.lastSeq = view.lastSeq();
        this.inboundCount = view.inboundCount();
        this.unanswered = view.unanswered();
        this.lastOutboundSeq = row.lastOutboundSeq();
        this.readSeq = row.readSeq();
        this.lastInboundAt = row.lastInboundAt();
        this.consent = view.consent();
        this.now = now;
        this.views = views;
        this.ids = ids;
    }

    public UUID id() {
        return id;
    }

    public ConversationKey key() {
        return key;
    }

    /** The moment of this transaction. */
    public Instant now() {
        return now;
    }

    public long lastSeq() {
        return lastSeq;
    }

    /** The place of the newest text of ours; 0 before the first. */
    public long lastOutboundSeq() {
        return lastOutboundSeq;
    }

    /** Up to where somebody has read. */
    public long readSeq() {
        return readSeq;
    }

    public long inboundCount() {
        return inboundCount;
    }

    /** When the contact wrote last; null before the first time. */
    public @Nullable Instant lastInboundAt() {
        return lastInboundAt;
    }

    public ThreadView view() {
        return new ThreadView(new ThreadId(id), key.did(), key.contact(), displayName, last, lastMessageAt, lastSeq,
                inboundCount, unanswered, labels, assignee, state, unclaimed, consent, team, snoozedUntil,
                waitingSince);
    }

    /** A contact's text arrives; a closed or snoozed thread opens again. */
    public Message receive(UUID messageId, String body, List<Medium> media, List<PhoneNumber> participants,
            String fingerprint, Instant receivedAt) {
        var message = new Message(messageId, id, key, ++lastSeq, Direction.INBOUND, MessageStatus.RECEIVED, body, media,
                null, participants, ++inboundCount, fingerprint, receivedAt);
        // It may have waited on its way here, or be read out of the journal years later.
        message.updatedAt = now;
        if (state == ThreadView.State.CLOSED) {
            // What it waited for before was settled by closing it.
            openedAt = receivedAt;
            waitingSince = receivedAt;
        } else if (!unanswered || waitingSince == null) {
            waitingSince = receivedAt;
        }
        unanswered = true;
        lastInboundAt = lastInboundAt == null ? receivedAt : later(lastInboundAt, receivedAt);
        state = ThreadView.State.OPEN;
        snoozedUntil = null;
        add(message);
        events.add(new ConversationEvent.MessageReceived(ids.next(), now, lastSeq, view(), views.of(message)));
        return message;
    }

    /** The same text was delivered again: shown once, as "×2". */
    public void repeat(Message message, Instant receivedAt) {
        message.repeats++;
        lastMessageAt = later(lastMessageAt, receivedAt);
        messageChanged(message);
    }

    /**
     * A text of ours is accepted and will leave.
     *
     * @param sendAt the moment it is scheduled for; null for at once
     */
    public Message queue(UUID messageId, String body, List<Medium> media, String author, @Nullable Instant sendAt,
            MessageView.Waiting waiting) {
        var message = new Message(messageId, id, key, ++lastSeq, Direction.OUTBOUND, MessageStatus.QUEUED, body, media,
                author, List.of(), null, null, now);
        message.sendAt = sendAt;
        message.waiting = waiting;
        lastOutboundSeq = lastSeq;
        if (waitingSince != null) {
            replies.add(new Reply(ids.next(), id, key.did(), author, waitingSince, now, labels));
        }
        waitsNoMore();
        add(message);
        events.add(new ConversationEvent.MessageQueued(ids.next(), now, lastSeq, view(), views.of(message)));
        return message;
    }

    /**
     * A text that Hilo writes without anybody: a confirmation, the answer to HELP. It is no reply of ours, so a repeat of
     * what it answers is still folded.
     */
    public Message answerByItself(UUID messageId, String body, String author, MessageView.Waiting waiting) {
        var message = new Message(messageId, id, key, ++lastSeq, Direction.OUTBOUND, MessageStatus.QUEUED, body,
                List.of(), author, List.of(), null, null, now);
        message.waiting = waiting;
        add(message);
        events.add(new ConversationEvent.MessageQueued(ids.next(), now, lastSeq, view(), views.of(message)));
        return message;
    }

    /**
     * Hilo says that something happened. The list goes on showing the last text, and nobody has anything more to read.
     *
     * @param word a stable one, which clients put into their language
     * @param author who did it, when it was one of us
     */
    public Message tell(UUID messageId, String word, @Nullable String author) {
        return tell(messageId, word, author, null);
    }

    /**
     * As {@link #tell(UUID, String, String)}.
     *
     * @param subject whom or what it is about
     */
    public Message tell(UUID messageId, String word, @Nullable String author, @Nullable String subject) {
        var line = new Message(messageId, id, key, ++lastSeq, Direction.SYSTEM, MessageStatus.RECEIVED, word,
                List.of(), author, List.of(), null, null, now);
        line.subject = subject;
        added.add(line);
        events.add(new ConversationEvent.MessageQueued(ids.next(), now, lastSeq, view(), views.of(line)));
        return line;
    }

    /**
     * What the contact asks for now; null when nothing keeps us from writing. Who wants silence waits for no answer. The
     * next event says it.
     *
     * @return whether it is different from before
     */
    public boolean consent(ThreadView.@Nullable Consent next) {
        var different = !Objects.equals(consent, next);
        consent = next;
        if (next != null && next.asked() == ThreadView.Asked.OPT_OUT) {
            waitsNoMore();
        }
        return different;
    }

    /**
     * An agent writes a line for colleagues.
     *
     * @param mentions whom it calls by name
     */
    public Message note(UUID messageId, String body, String author, List<String> mentions) {
        var message = new Message(messageId, id, key, ++lastSeq, Direction.NOTE, MessageStatus.RECEIVED, body,
                List.of(), author, List.of(), null, null, now);
        message.mentions = List.copyOf(mentions);
        add(message);
        events.add(new ConversationEvent.MessageQueued(ids.next(), now, lastSeq, view(), views.of(message)));
        return message;
    }

    /**
     * Moves a message along an arrow of {@link MessageStatus}.
     *
     * @return false, and nothing happened, when there is no such arrow: a late or contradicting report
     */
    public boolean become(Message message, MessageStatus next) {
        return become(message, next, null, null);
    }

    /** As {@link #become(Message, MessageStatus)}, with the reason that the bubble shows. */
    public boolean become(Message message, MessageStatus next, @Nullable String errorCode,
            @Nullable String errorText) {
        if (!message.status.canBecome(next)) {
            return false;
        }
        move(message, next, errorCode, errorText, null);
        return true;
    }

    /**
     * The carrier provably did not take it: it waits to be tried again.
     *
     * @return false, and nothing happened, when something has settled it meanwhile
     */
    public boolean queueAgain(Message message, MessageView.Waiting waiting) {
        if (!message.status.canBecome(MessageStatus.QUEUED)) {
            return false;
        }
        move(message, MessageStatus.QUEUED, null, null, waiting);
        return true;
    }

    /** It is queued as before, but waits for something else, or until another moment. */
    public void waits(Message message, MessageView.Waiting waiting) {
        if (message.status == MessageStatus.QUEUED && !waiting.equals(message.waiting)) {
            message.waiting = waiting;
            messageChanged(message);
        }
    }

    /**
     * A person decides to send a failed or unconfirmed message again: the one step back, and never the system's own.
     *
     * @param sendAt the moment it is scheduled for; null for at once
     * @return false when the message is neither
     */
    public boolean sendAgain(Message message, @Nullable Instant sendAt, MessageView.Waiting waiting) {
        if (message.status != MessageStatus.FAILED && message.status != MessageStatus.UNCONFIRMED) {
            return false;
        }
        message.providerMsgId = null;
        message.sendAt = sendAt;
        move(message, MessageStatus.QUEUED, null, null, waiting);
        return true;
    }

    /** The carrier's reference became known; by itself it is no news for anybody. */
    public void refer(Message message, @Nullable String providerMsgId) {
        if (providerMsgId != null) {
            message.providerMsgId = providerMsgId;
            changed.add(message);
        }
    }

    /** A copy of a medium was made, or given up. */
    public void replaceMedium(Message message, Medium medium) {
        message.media = message.media.stream().map(old -> old.id().equals(medium.id()) ? medium : old).toList();
        messageChanged(message);
    }

    /** The wording of an MMS came as a part of its own. */
    public void append(Message message, String wording) {
        message.body = appended(message.body, wording);
        message.reworded = true;
        messageChanged(message);
    }

    /**
     * The delivery of a contact's text was read again and says something else. It keeps its place, its time and how often
     * it came; who had read it has read it.
     */
    public void correct(Message message, String body, List<Medium> media, List<PhoneNumber> participants,
            String fingerprint) {
        message.body = body;
        message.media = List.copyOf(media);
        message.participants = List.copyOf(participants);
        message.fingerprint = fingerprint;
        message.reworded = true;
        messageChanged(message);
    }

    /** The delivery was between other numbers: what was shown here stays, and says that it belongs elsewhere. */
    public void belongsElsewhere(Message message) {
        message.errorCode = "moved";
        messageChanged(message);
    }

    /** A body as it reads when a wording has come to it. */
    public static String appended(String body, String wording) {
        return body.isBlank() ? wording : body + "\n" + wording;
    }

    /** Somebody read up to here; inbound messages that nobody had read become read. */
    public void read(long upTo, List<Message> unread) {
        for (var message : unread) {
            if (message.status.canBecome(MessageStatus.READ)) {
                message.readAt = now;
                move(message, MessageStatus.READ, null, null, null);
            }
        }
        readSeq = Math.max(readSeq, upTo);
    }

    /** One agent's own reading, for that agent's other windows. */
    public void readBy(String user, long seq, long inbound) {
        events.add(new ConversationEvent.ThreadRead(ids.next(), now, view(), user, seq, inbound));
    }

    /**
     * It carries exactly these labels now.
     *
     * @return whether it did not before; only then there is a line about it, here and in all that follow
     */
    public boolean label(Collection<String> keys, String author) {
        var before = labels;
        labels = keys.stream().distinct().sorted().toList();
        var came = labels.stream().filter(key -> !before.contains(key)).toList();
        var went = before.stream().filter(key -> !labels.contains(key)).toList();
        if (!came.isEmpty()) {
            var _ = tellOf("labelled", author, String.join(" ", came));
        }
        if (!went.isEmpty()) {
            var _ = tellOf("unlabelled", author, String.join(" ", went));
        }
        return !came.isEmpty() || !went.isEmpty();
    }

    /** It is somebody's turn: a colleague's, a team's, or anybody's. */
    public boolean assign(Turn turn, String author) {
        return takes(turn) && switch (turn) {
            case Turn.Of(var user) when user.equals(author) -> tellOf("claimed", author, null);
            case Turn.Of(var user) -> tellOf("assigned", author, user);
            case Turn.OfTeam(var name) -> tellOf("assigned-team", author, name);
            case Turn.Anybodys _ -> tellOf("unassigned", author, null);
        };
    }

    /** Whoever had it goes home. */
    public boolean handOver(Turn turn, String author) {
        return takes(turn) && tellOf("handed-over", author, switch (turn) {
            case Turn.Of(var user) -> user;
            case Turn.OfTeam(var name) -> name;
            case Turn.Anybodys _ -> null;
        });
    }

    /** Nothing is left to do. Whether an answer is owed stays as it is, for who opens it again. */
    public boolean close(String author) {
        if (state == ThreadView.State.CLOSED) {
            return false;
        }
        state = ThreadView.State.CLOSED;
        snoozedUntil = null;
        resolutions.add(new Resolution(ids.next(), id, key.did(), author, openedAt, now, labels));
        return tellOf("closed", author, null);
    }

    /** It is open again, by hand: still the same case, whose end is told anew when it is closed again. */
    public boolean reopen(String author) {
        if (state == ThreadView.State.OPEN) {
            return false;
        }
        state = ThreadView.State.OPEN;
        snoozedUntil = null;
        return tellOf("reopened", author, null);
    }

    /** Out of sight until then, or until the contact writes. */
    public boolean snooze(Instant until, String author) {
        if (state == ThreadView.State.SNOOZED && until.equals(snoozedUntil)) {
            return false;
        }
        state = ThreadView.State.SNOOZED;
        snoozedUntil = until;
        return tellOf("snoozed", author, until.toString());
    }

    /** The moment it was snoozed until has come: it is on top of the list again. */
    public boolean wake() {
        if (state != ThreadView.State.SNOOZED || (snoozedUntil != null && snoozedUntil.isAfter(now))) {
            return false;
        }
        state = ThreadView.State.OPEN;
        snoozedUntil = null;
        lastMessageAt = later(lastMessageAt, now);
        return tellOf("woken", null, null);
    }

    /** The contact is called something else now; null when nobody knows what. */
    public boolean rename(@Nullable String name, String author) {
        if (Objects.equals(displayName, name)) {
            return false;
        }
        displayName = name;
        return tellOf("renamed", author, name);
    }

    /** Something of the thread itself is different now. */
    public void changed() {
        ++lastSeq;
        events.add(new ConversationEvent.ThreadChanged(ids.next(), now, lastSeq, view()));
    }

    List<Message> added() {
        return added;
    }

    /** Changed and not new. */
    List<Message> changedMessages() {
        return changed.stream().filter(message -> !added.contains(message)).toList();
    }

    List<ConversationEvent> events() {
        return events;
    }

    List<Reply> replies() {
        return replies;
    }

    List<Resolution> resolutions() {
        return resolutions;
    }

    ThreadRow row() {
        return new ThreadRow(view(), lastOutboundSeq, readSeq, lastInboundAt, openedAt);
    }

    private boolean takes(Turn turn) {
        var user = turn instanceof Turn.Of(var name) ? name : null;
        var group = turn instanceof Turn.OfTeam(var name) ? name : null;
        var different = !Objects.equals(assignee, user) || !Objects.equals(team, group);
        assignee = user;
        team = group;
        return different;
    }

    private boolean tellOf(String word, @Nullable String author, @Nullable String subject) {
        var _ = tell(ids.next(), word, author, subject);
        return true;
    }

    private void waitsNoMore() {
        unanswered = false;
        waitingSince = null;
    }

    private void move(Message message, MessageStatus next, @Nullable String errorCode, @Nullable String errorText,
            MessageView.@Nullable Waiting waiting) {
        message.status = next;
        message.waiting = waiting;
        message.errorCode = errorCode;
        message.errorText = errorText;
        touch(message);
        events.add(new ConversationEvent.StatusChanged(ids.next(), now, lastSeq, view(), views.of(message)));
    }

    private void messageChanged(Message message) {
        touch(message);
        events.add(new ConversationEvent.MessageChanged(ids.next(), now, lastSeq, view(), views.of(message)));
    }

    private void touch(Message message) {
        message.changedSeq = ++lastSeq;
        message.updatedAt = now;
        changed.add(message);
        if (last != null && last.id().value().equals(message.id)) {
            last = summary(message);
        }
    }

    private void add(Message message) {
        added.add(message);
        last = summary(message);
        lastMessageAt = later(lastMessageAt, message.createdAt);
    }

    private static ThreadView.Last summary(Message message) {
        return new ThreadView.Last(new MessageId(message.id), message.direction, message.status, preview(message.body),
                message.media.size(), message.mentions);
    }

    static String preview(String body) {
        var line = body.strip().replaceAll("\\s+", " ");
        if (line.length() <= PREVIEW) {
            return line;
        }
        var end = Character.isHighSurrogate(line.charAt(PREVIEW - 1)) ? PREVIEW - 1 : PREVIEW;
        return line.substring(0, end) + "…";
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
