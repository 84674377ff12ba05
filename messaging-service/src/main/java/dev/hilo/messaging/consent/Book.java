package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.answer.Confirmation;
import dev.hilo.messaging.answer.NumberAnswers;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.keyword.Language;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.QueuedText;
import dev.hilo.messaging.segment.Segments;
import dev.hilo.platform.identity.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's pages of some contacts, open under their locks: takes down what they ask for and what follows from it,
 * in memory; {@link Ledger#save} writes it in the transaction that holds the locks.
 */
final class Book {

    /** Signs what Hilo writes by itself. */
    static final String HILO = "hilo";

    /**
     * What is known of one conversation.
     *
     * @param mayWrite the number can send at all
     * @param confirmedOut when its last confirmation of an opt-out was written
     * @param asked when we asked them to say YES
     * @param speaks the language of their texts; absent when those do not say
     */
    record Page(Sender sender, boolean mayWrite, NumberAnswers answers, @Nullable Instant confirmedOut,
            @Nullable Instant confirmedIn, @Nullable Instant helped, @Nullable Instant asked,
            @Nullable Language speaks) {
    }

    /**
     * How a wish came to us.
     *
     * @param said when the contact said it
     */
    record Source(Entry.Channel channel, @Nullable String actor, @Nullable String word, @Nullable Language language,
            @Nullable String text, @Nullable UUID messageId, @Nullable String reason, Instant said) {
    }

    private final Scope scope;
    private final ConsentConfig config;
    private final Ids ids;
    private final Map<ConversationKey, Page> pages;
    private final Map<PhoneNumber, Standing> standings;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<ConversationKey, Optional<Wish>> wishes = new LinkedHashMap<>();
    private final List<QueuedText> texts = new ArrayList<>();
    private final Set<PhoneNumber> toldElsewhere = new LinkedHashSet<>();

    Book(Scope scope, ConsentConfig config, Ids ids, Map<ConversationKey, Page> pages,
            Map<PhoneNumber, Standing> standings) {
        this.scope = scope;
        this.config = config;
        this.ids = ids;
        this.pages = new LinkedHashMap<>(pages);
        this.standings = standings;
    }

    List<Entry> entries() {
        return entries;
    }

    /** By the conversation they were said in; empty for one that is taken back. */
    Map<ConversationKey, Optional<Wish>> wishes() {
        return wishes;
    }

    List<QueuedText> texts() {
        return texts;
    }

    /** Contacts whose other threads and queued texts are not what they should be any more. */
    Set<PhoneNumber> toldElsewhere() {
        return toldElsewhere;
    }

    Optional<Wish> concerning(ConversationKey key) {
        return standing(key).concerning(page(key).sender(), scope);
    }

    /** What was said to this very number. */
    Optional<Wish> saidTo(ConversationKey key) {
        return standing(key).of(key.did());
    }

    boolean isSilenced(ConversationKey key) {
        return standing(key).silences(page(key).sender(), scope);
    }

    /** Whether they, or somebody for them, asked for silence later than this. */
    boolean wasSilencedAfter(ConversationKey key, Instant at) {
        return standing(key).all(page(key).sender(), scope).stream()
                .anyMatch(wish -> wish.asked() == ThreadView.Asked.OPT_OUT && wish.since().isAfter(at));
    }

    /** Whether we asked them, since they wanted silence, to say YES. */
    boolean wasAsked(ConversationKey key, Instant now) {
        var asked = page(key).asked();
        return asked != null && asked.plus(config.askedFor()).isAfter(now)
                && concerning(key).filter(wish -> wish.since().isBefore(asked)).isPresent();
    }

    void optOut(Conversation conversation, Source source) {
        var key = conversation.key();
        var page = page(key);
        var before = concerning(key).filter(wish -> wish.asked() == ThreadView.Asked.OPT_OUT);
        var entryId = ids.next();
        // The clock runs from the first time they said it.
        var wish = before.filter(old -> old.sender().did().equals(key.did()))
                .orElseGet(() -> new Wish(key.contact(), page.sender(), ThreadView.Asked.OPT_OUT, source.said(),
                        source.messageId(), entryId));
        put(wish);
        var changed = conversation.consent(wish.in(key.did()));
        if (before.isEmpty()) {
            var _ = conversation.tell(ids.next(), "opted-out", source.actor());
        }
        var answer = confirmOptOut(conversation, page, source);
        if (changed && before.isPresent() && answer == null) {
            conversation.changed();
        }
        enter(entryId, conversation, page, Entry.Kind.OPT_OUT, source, answer);
    }

    void optIn(Conversation conversation, Source source) {
        var key = conversation.key();
        var page = page(key);
        var silenced = isSilenced(key);
        standing(key).all(page.sender(), scope).forEach(this::remove);
        var changed = conversation.consent(null);
        if (silenced) {
            var _ = conversation.tell(ids.next(), "opted-in", source.actor());
        } else if (changed) {
            conversation.changed();
        }
        // Without an opt-out before it, and in the middle of a conversation, the word may be just a word.
        var answer = source.channel() == Entry.Channel.KEYWORD && (silenced || conversation.inboundCount() == 1)
                ? confirmOptIn(conversation, page, source)
                : null;
        enter(ids.next(), conversation, page, Entry.Kind.OPT_IN, source, answer);
    }

    void help(Conversation conversation, Source source) {
        var page = page(conversation.key());
        var _ = conversation.tell(ids.next(), "asked-for-help", null);
        var answer = isOver(page.helped(), config.helpPause(), source.said())
                ? write(conversation, page, page.answers().help(languageOf(page, source), source.said()), Passage.HELP,
                        source.said().plus(config.answerWithin()))
                : null;
        enter(ids.next(), conversation, page, Entry.Kind.HELP, source, answer);
        if (answer != null) {
            pages.put(conversation.key(), new Page(page.sender(), page.mayWrite(), page.answers(), page.confirmedOut(),
                    page.confirmedIn(), source.said(), page.asked(), page.speaks()));
        }
    }

    /** A text may ask for silence. Who has asked for it already needs nobody to understand them. */
    void unclear(Conversation conversation, Source source) {
        var key = conversation.key();
        if (isSilenced(key)) {
            return;
        }
        var page = page(key);
        var entryId = ids.next();
        if (saidTo(key).isEmpty()) {
            var wish = new Wish(key.contact(), page.sender(), ThreadView.Asked.UNCLEAR, source.said(),
                    source.messageId(), entryId);
            put(wish);
            var _ = conversation.consent(wish.in(key.did()));
            var _ = conversation.tell(ids.next(), "consent-unclear", null);
        }
        enter(entryId, conversation, page, Entry.Kind.UNCLEAR, source, null);
    }

    /** An agent has understood: it did not ask for silence. */
    void keep(Conversation conversation, List<Wish> questions, Source source) {
        var page = page(conversation.key());
        questions.forEach(this::remove);
        var _ = conversation.consent(concerning(conversation.key()).map(wish -> wish.in(conversation.key().did()))
                .orElse(null));
        var _ = conversation.tell(ids.next(), "consent-kept", source.actor());
        enter(ids.next(), conversation, page, Entry.Kind.KEPT, source, null);
    }

    void asked(Conversation conversation, Source source) {
        enter(ids.next(), conversation, page(conversation.key()), Entry.Kind.ASKED, source, null);
    }

    /** Questions that concern a number, to whichever of ours they were put. */
    List<Wish> questions(ConversationKey key) {
        return standing(key).all(page(key).sender(), scope).stream()
                .filter(wish -> wish.asked() == ThreadView.Asked.UNCLEAR).toList();
    }

    private @Nullable Message confirmOptOut(Conversation conversation, Page page, Source source) {
        // What they said by telephone they have been answered there.
        if (page.answers().confirmation() != Confirmation.HILO || source.messageId() == null
                || !isOver(page.confirmedOut(), config.quietPeriod(), source.said())) {
            return null;
        }
        var text = page.answers().optOut(languageOf(page, source), source.said());
        var message = write(conversation, page, text, Passage.CONFIRMATION,
                source.said().plus(config.confirmWithin()));
        if (message != null) {
            pages.put(conversation.key(), new Page(page.sender(), page.mayWrite(), page.answers(), source.said(),
                    page.confirmedIn(), page.helped(), page.asked(), page.speaks()));
        }
        return message;
    }

    /** An ordinary text: a STOP right behind it stops it too. */
    private @Nullable Message confirmOptIn(Conversation conversation, Page page, Source source) {
        if (page.answers().confirmation() != Confirmation.HILO
                || !isOver(page.confirmedIn(), config.quietPeriod(), source.said())) {
            return null;
        }
        var text = page.answers().optIn(languageOf(page, source), source.said());
        var message = write(conversation, page, text, Passage.ORDINARY, source.said().plus(config.answerWithin()));
        if (message != null) {
            pages.put(conversation.key(), new Page(page.sender(), page.mayWrite(), page.answers(),
                    page.confirmedOut(), source.said(), page.helped(), page.asked(), page.speaks()));
        }
        return message;
    }

    /** @return null when the number cannot write, or it would come too late */
    private @Nullable Message write(Conversation conversation, Page page, String text, Passage passage,
            Instant expiresAt) {
        var now = conversation.now();
        if (!page.mayWrite() || !expiresAt.isAfter(now)) {
            return null;
        }
        var waiting = new MessageView.Waiting(MessageView.Reason.TURN, now);
        var message = conversation.answerByItself(ids.next(), text, HILO, waiting);
        texts.add(new QueuedText(message.id(), message.threadId(), message.seq(), message.key(),
                page.sender().campaignId(), null, Lane.LIVE, passage, Segments.of(text), false, expiresAt, now,
                expiresAt, waiting));
        return message;
    }

    private void enter(UUID id, Conversation conversation, Page page, Entry.Kind kind, Source source,
            @Nullable Message answer) {
        entries.add(new Entry(id, conversation.key().contact(), page.sender(), conversation.id(), kind,
                source.channel(), source.actor(), source.word(), source.language(), source.text(),
                source.messageId(), source.reason(), answer,
                source.channel() == Entry.Channel.KEYWORD ? source.said() : conversation.now()));
    }

    private void put(Wish wish) {
        standing(wish.key()).put(wish);
        wishes.put(wish.key(), Optional.of(wish));
        toldElsewhere.add(wish.contact());
    }

    private void remove(Wish wish) {
        standing(wish.key()).remove(wish);
        wishes.put(wish.key(), Optional.empty());
        toldElsewhere.add(wish.contact());
    }

    private Page page(ConversationKey key) {
        return Objects.requireNonNull(pages.get(key), "opened with this page");
    }

    private Standing standing(ConversationKey key) {
        return standings.computeIfAbsent(key.contact(), _ -> new Standing(List.of()));
    }

    private static Language languageOf(Page page, Source source) {
        if (source.language() != null) {
            return source.language();
        }
        return page.speaks() == null ? page.answers().language() : page.speaks();
    }

    private static boolean isOver(@Nullable Instant last, Duration pause, Instant now) {
        return last == null || !last.plus(pause).isAfter(now);
    }
}
