package dev.hilo.messaging.contact;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Spread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Tells the threads of a number what their contact says now: a new name with a line in each, and for everything else an
 * event, so that open screens look again. What is to be told is a row of the transaction that changed the contact;
 * whoever dies, another goes on.
 * <p>
 * A thread that was being opened at that moment took the old name and could not be seen yet, so each number is looked at
 * once more when such a transaction must have ended.
 */
@ApplicationScoped
class TellThreads {

    private static final String NOTE = "insert into contact_spread (number, by, due_at) values (?1, ?2, now())";

    private static final String WORK = """
            select id, number, by, told from contact_spread where due_at <= now()
            order by id limit 1 for update skip locked
            """;

    private static final String THREADS = "select id from thread where external = $1";

    /** Read under the threads' locks: of two who tell them, the later one says what counts. */
    private static final String NAME = """
            select c.name from contact_number n join contact c on c.id = n.contact_id where n.number = $1
            """;

    private static final String LOOK_AGAIN = """
            update contact_spread set told = true, due_at = now() + interval '10 seconds' where id = $1
            """;

    private static final String DONE = "delete from contact_spread where id = $1";

    /** @param told once already: only what differs is told again */
    private record Work(long id, PhoneNumber number, String by, boolean told) {
    }

    private final Conversations conversations;
    private final Vertx vertx;
    private final Duration poll;
    private final Spread spread;

    /** @param poll how soon threads are told whose contact was changed by an instance that died right after */
    TellThreads(Conversations conversations, Vertx vertx,
            @ConfigProperty(name = "hilo.contacts.poll", defaultValue = "1S") Duration poll) {
        this.conversations = conversations;
        this.vertx = vertx;
        this.poll = poll;
        this.spread = new Spread("their contact", this::one);
    }

    void start(@Observes StartupEvent started) {
        spread.start(vertx, poll);
    }

    void stop(@Observes ShutdownEvent stopping) {
        spread.stop();
    }

    /** Within the transaction that changed the contact; {@link #wake} when it has committed. */
    Uni<Void> note(Mutiny.Session session, List<PhoneNumber> numbers, String by) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var number : numbers) {
            all = all.chain(() -> session.createNativeQuery(NOTE).setParameter(1, number.value()).setParameter(2, by)
                    .executeUpdate().replaceWithVoid());
        }
        return all;
    }

    void wake() {
        spread.wake();
    }

    /** @return whether there was anything to do */
    private Uni<Boolean> one() {
        return conversations.change(transaction -> transaction.query(WORK).execute().chain(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(false);
            }
            var row = rows.iterator().next();
            return tell(transaction, new Work(row.getLong("id"), new PhoneNumber(row.getString("number")),
                    row.getString("by"), row.getBoolean("told")))
                    .replaceWith(true);
        }));
    }

    private Uni<Void> tell(SqlConnection transaction, Work work) {
        return threads(transaction, work.number())
                .chain(threads -> conversations.lock(transaction, threads))
                .chain(open -> transaction.preparedQuery(NAME).execute(Tuple.of(work.number().value()))
                        .invoke(rows -> {
                            var name = rows.size() == 0 ? null : rows.iterator().next().getString(0);
                            open.values().forEach(conversation -> tell(conversation, name, work));
                        })
                        .chain(() -> conversations.save(transaction, open.values())))
                .chain(() -> transaction.preparedQuery(work.told() ? DONE : LOOK_AGAIN)
                        .execute(Tuple.of(work.id())))
                .replaceWithVoid();
    }

    private static void tell(Conversation conversation, @Nullable String name, Work work) {
        if (!conversation.rename(name, work.by()) && !work.told()) {
            conversation.changed();
        }
    }

    private static Uni<List<UUID>> threads(SqlConnection transaction, PhoneNumber number) {
        return transaction.preparedQuery(THREADS).execute(Tuple.of(number.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList());
    }
}
