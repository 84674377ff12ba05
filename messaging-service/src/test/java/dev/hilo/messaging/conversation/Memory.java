package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.media.LinksForTests;
import dev.hilo.messaging.media.MediaLinks;
import dev.hilo.platform.identity.Ids;
import org.jspecify.annotations.Nullable;

/** The tables of threads and messages, without a database: real conversations are loaded from it and saved to it. */
public final class Memory {

    private static final MediaLinks LINKS = LinksForTests.links();

    private final Map<ConversationKey, ThreadRow> rows = new HashMap<>();
    private final Map<UUID, ConversationKey> keys = new HashMap<>();
    private final Map<UUID, Message> messages = new LinkedHashMap<>();
    private final Map<ConversationKey, List<Message>> outbound = new HashMap<>();
    private final Views views = new Views(LINKS);
    private final Ids ids;

    public Memory(Ids ids) {
        this.ids = ids;
    }

    /** As under the lock of its row; begun when it does not exist. */
    public Conversation open(ConversationKey key, Instant now) {
        var row = rows.computeIfAbsent(key, _ -> new ThreadRow(new ThreadView(new ThreadId(ids.next()), key.did(),
                key.contact(), null, null, now, 0, 0, false, List.of(), null, ThreadView.State.OPEN, false, null,
                null, null, null), 0, 0, null, now));
        keys.put(row.view().id().value(), key);
        return new Conversation(row, now, views, ids);
    }

    public Conversation lock(UUID threadId, Instant now) {
        return open(Objects.requireNonNull(keys.get(threadId)), now);
    }

    /** The commit. */
    public List<ConversationEvent> save(Conversation conversation) {
        for (var message : conversation.added()) {
            messages.put(message.id(), message);
            if (message.direction() == Direction.OUTBOUND) {
                outbound.computeIfAbsent(conversation.key(), _ -> new ArrayList<>()).add(message);
            }
        }
        rows.put(conversation.key(), conversation.row());
        return conversation.events();
    }

    public Message message(UUID id) {
        return Objects.requireNonNull(messages.get(id));
    }

    public Collection<Message> messages() {
        return messages.values();
    }

    /** What was sent in a conversation, oldest first. */
    public List<Message> sent(ConversationKey key) {
        return outbound.getOrDefault(key, List.of());
    }

    public static @Nullable String errorCode(Message message) {
        return message.errorCode;
    }

    /** What no rule allows: for planted bugs. */
    public static void force(Message message, MessageStatus status) {
        message.status = status;
    }
}
