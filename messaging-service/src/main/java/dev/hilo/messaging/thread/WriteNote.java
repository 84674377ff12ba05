package dev.hilo.messaging.thread;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.people.Mentions;
import dev.hilo.messaging.people.People;
import dev.hilo.messaging.people.Person;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** A line for colleagues in the thread's own order; it never leaves. */
@ApplicationScoped
class WriteNote {

    private final Threads threads;
    private final Conversations conversations;
    private final People people;
    private final Numbers numbers;
    private final Idempotency idempotency;
    private final Views views;
    private final Ids ids;

    WriteNote(Threads threads, Conversations conversations, People people, Numbers numbers, Idempotency idempotency,
            Views views, Ids ids) {
        this.threads = threads;
        this.conversations = conversations;
        this.people = people;
        this.numbers = numbers;
        this.idempotency = idempotency;
        this.views = views;
        this.ids = ids;
    }

    Uni<Answer> write(Caller caller, UUID threadId, String body, KeyedRequest keyed) {
        return threads.require(caller, threadId)
                .chain(summary -> called(caller, summary.thread().did(), body))
                .chain(mentions -> conversations.change(transaction -> idempotency.once(transaction, keyed, 201,
                        () -> write(transaction, caller, threadId, body, mentions))));
    }

    /** Nobody is called to what they may not see. */
    private Uni<List<String>> called(Caller caller, PhoneNumber did, String body) {
        return body.indexOf('@') < 0
                ? Uni.createFrom().item(List.of())
                : numbers.all().chain(all -> people.all().map(known -> {
                    var number = all.get(did);
                    var teams = number == null ? List.<String>of() : number.teams();
                    return Mentions.in(body, known.values().stream()
                            .filter(person -> person.maySee(teams) && !person.user().equals(caller.user()))
                            .map(Person::user).toList());
                }));
    }

    private Uni<MessageView> write(SqlConnection transaction, Caller caller, UUID threadId, String body,
            List<String> mentions) {
        return conversations.lock(transaction, List.of(threadId))
                .map(found -> found.values().iterator().next())
                .chain(conversation -> {
                    var note = conversation.note(ids.next(), body, caller.user(), mentions);
                    return conversations.save(transaction, List.of(conversation)).replaceWith(() -> views.of(note));
                });
    }
}
