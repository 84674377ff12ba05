package dev.hilo.messaging.consent;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.thread.ThreadSummary;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/** A person takes down what a contact wants, or says what an unclear text meant. */
@ApplicationScoped
class AnswerConsent {

    /** What a person says about a contact's wish. */
    enum Answer {
        /** They want silence: that is what their text meant, or they said it otherwise. */
        OPT_OUT,
        /** Their text did not ask for silence. */
        KEEP,
        /** They want texts again, and a manager answers for it. */
        OPT_IN,
        /** They were asked to write YES if they want texts again. */
        ASKED
    }

    private final Threads threads;
    private final VisibleNumbers visibleNumbers;
    private final Conversations conversations;
    private final Ledger ledger;
    private final Idempotency idempotency;
    private final SpreadConsent spread;

    AnswerConsent(Threads threads, VisibleNumbers visibleNumbers, Conversations conversations, Ledger ledger,
            Idempotency idempotency, SpreadConsent spread) {
        this.threads = threads;
        this.visibleNumbers = visibleNumbers;
        this.conversations = conversations;
        this.ledger = ledger;
        this.idempotency = idempotency;
        this.spread = spread;
    }

    Uni<dev.hilo.platform.idempotency.Answer> answer(Caller caller, UUID threadId, Answer answer,
            @Nullable String reason, KeyedRequest keyed) {
        if (answer == Answer.OPT_IN && !caller.isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "a manager takes an opt-out back");
        }
        return threads.require(caller, threadId)
                .chain(summary -> visibleNumbers.of(caller)
                        .chain(visible -> conversations.change(transaction -> idempotency.once(transaction, keyed, 200,
                                () -> take(transaction, caller, visible, summary.thread(), answer, reason)
                                        .map(thread -> new ThreadSummary(thread, summary.unread()))))))
                .invoke(spread::wake);
    }

    /** The contact's lock, then the thread's. */
    private Uni<ThreadView> take(SqlConnection transaction, Caller caller, Visibility visible, ThreadView thread,
            Answer answer, @Nullable String reason) {
        var key = new ConversationKey(thread.did(), thread.external());
        return ledger.lock(transaction, List.of(key.contact()))
                .chain(() -> ledger.open(transaction, List.of(key)))
                .chain(book -> conversations.lock(transaction, List.of(thread.id().value()))
                        .map(open -> Objects.requireNonNull(open.get(thread.id().value()), "it was there"))
                        .invoke(conversation -> apply(book, conversation, caller, visible, answer, reason))
                        .call(conversation -> conversations.save(transaction, List.of(conversation)))
                        .call(() -> ledger.save(transaction, book))
                        .map(Conversation::view));
    }

    private void apply(Book book, Conversation conversation, Caller caller, Visibility visible, Answer answer,
            @Nullable String reason) {
        switch (answer) {
            case OPT_OUT -> optOut(book, conversation, caller, reason);
            case KEEP -> keep(book, conversation, caller, visible, reason);
            case OPT_IN -> {
                if (book.concerning(conversation.key()).isEmpty()) {
                    throw ProblemException.of(MessagingProblem.NOTHING_ASKED, "the contact has not asked for silence");
                }
                book.optIn(conversation, source(Entry.Channel.MANAGER, conversation, caller, null, needed(reason)));
            }
            case ASKED -> {
                if (!book.isSilenced(conversation.key())) {
                    throw ProblemException.of(MessagingProblem.NOTHING_ASKED, "the contact has not asked for silence");
                }
                book.asked(conversation, source(Entry.Channel.AGENT, conversation, caller, null, needed(reason)));
            }
        }
    }

    private static void optOut(Book book, Conversation conversation, Caller caller, @Nullable String reason) {
        if (book.saidTo(conversation.key()).filter(wish -> wish.asked() == ThreadView.Asked.OPT_OUT).isPresent()) {
            return;
        }
        var question = book.saidTo(conversation.key()).orElse(null);
        book.optOut(conversation, source(Entry.Channel.AGENT, conversation, caller, question,
                question == null ? needed(reason) : reason));
    }

    /** Only who can read the text can say what it meant. */
    private static void keep(Book book, Conversation conversation, Caller caller, Visibility visible,
            @Nullable String reason) {
        var questions = book.questions(conversation.key()).stream()
                .filter(wish -> visible.covers(wish.sender().did())).toList();
        if (questions.isEmpty()) {
            throw ProblemException.of(MessagingProblem.NOTHING_ASKED,
                    "no text of this contact that you can read waits for an answer");
        }
        book.keep(conversation, questions,
                source(Entry.Channel.AGENT, conversation, caller, questions.getFirst(), reason));
    }

    /** A wish counts from the moment the contact wrote it, not from the click that understood it. */
    private static Book.Source source(Entry.Channel channel, Conversation conversation, Caller caller,
            @Nullable Wish question, @Nullable String reason) {
        return new Book.Source(channel, caller.user(), null, null, null,
                question == null ? null : question.messageId(), reason,
                question == null ? conversation.now() : question.since());
    }

    private static String needed(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/reason",
                    "say how you know: the ledger keeps it");
        }
        return reason.strip();
    }
}
