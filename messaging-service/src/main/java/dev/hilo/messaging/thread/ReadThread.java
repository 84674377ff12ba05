package dev.hilo.messaging.thread;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * One agent has read a thread up to a place. Their own mark moves (never back), and inbound messages that nobody had
 * read before become read for all.
 */
@ApplicationScoped
class ReadThread {

    private static final String INBOUND_UP_TO = """
            select coalesce(max(inbound_no), 0) from (
                select inbound_no from message
                where thread_id = $1 and seq <= $2 and direction = 'INBOUND' order by seq desc limit 1) newest
            """;

    private static final String MARK = """
            insert into read_mark as r (user_name, thread_id, read_seq, read_inbound, read_at)
            values ($1, $2, $3, $4, $5)
            on conflict (user_name, thread_id) do update
                set read_seq = excluded.read_seq, read_inbound = excluded.read_inbound, read_at = excluded.read_at
            where r.read_seq < excluded.read_seq
            returning read_seq
            """;

    private static final String UNREAD = """
            m.thread_id = $1 and m.seq > $2 and m.seq <= $3 and m.direction = 'INBOUND' order by m.seq
            """;

    private final Threads threads;
    private final Conversations conversations;
    private final Idempotency idempotency;

    ReadThread(Threads threads, Conversations conversations, Idempotency idempotency) {
        this.threads = threads;
        this.conversations = conversations;
        this.idempotency = idempotency;
    }

    Uni<Answer> read(Caller caller, UUID threadId, long seq, KeyedRequest keyed) {
        return threads.require(caller, threadId).chain(_ -> conversations.change(transaction -> idempotency
                .once(transaction, keyed, 204, () -> read(transaction, threadId, caller.user(), seq))));
    }

    private Uni<Void> read(SqlConnection transaction, UUID threadId, String user, long seq) {
        return conversations.lock(transaction, List.of(threadId))
                .map(found -> found.values().iterator().next())
                .chain(conversation -> read(transaction, conversation, user, Math.min(seq, conversation.lastSeq())));
    }

    private Uni<Void> read(SqlConnection transaction, Conversation conversation, String user, long seq) {
        return transaction.preparedQuery(INBOUND_UP_TO).execute(Tuple.of(conversation.id(), seq))
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(inbound -> mark(transaction, conversation, user, seq, inbound)
                        .chain(moved -> moved
                                ? announce(transaction, conversation, user, seq, inbound)
                                : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> mark(SqlConnection transaction, Conversation conversation, String user, long seq,
            long inbound) {
        return transaction.preparedQuery(MARK)
                .execute(Tuple.of(user, conversation.id(), seq, inbound, conversation.now().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() > 0);
    }

    private Uni<Void> announce(SqlConnection transaction, Conversation conversation, String user, long seq,
            long inbound) {
        return unread(transaction, conversation, seq).chain(unread -> {
            conversation.read(seq, unread);
            conversation.readBy(user, seq, inbound);
            return conversations.save(transaction, List.of(conversation));
        });
    }

    private Uni<List<Message>> unread(SqlConnection transaction, Conversation conversation, long seq) {
        return seq <= conversation.readSeq()
                ? Uni.createFrom().item(List.of())
                : conversations.messages(transaction, UNREAD,
                        Tuple.of(conversation.id(), conversation.readSeq(), seq));
    }
}
