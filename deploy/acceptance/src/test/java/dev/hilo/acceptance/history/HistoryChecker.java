package dev.hilo.acceptance.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.hilo.acceptance.history.History.Conversation;
import dev.hilo.acceptance.history.History.Delivery;
import dev.hilo.acceptance.history.History.Kind;
import dev.hilo.acceptance.history.History.Line;
import dev.hilo.acceptance.history.History.Post;
import dev.hilo.acceptance.history.History.Screen;
import dev.hilo.acceptance.history.History.Step;
import dev.hilo.acceptance.history.History.Timeline;
import dev.hilo.acceptance.history.Violation.Rule;

/** Holds the witnesses' stories against each other and against what was promised. */
public final class HistoryChecker {

    private static final Map<String, Integer> PROGRESS = Map.of("queued", 0, "sending", 1, "unconfirmed", 2, "sent", 3,
            "delivered", 4, "failed", 4, "received", 0, "read", 1);

    private final History history;
    private final List<Violation> violations = new ArrayList<>();

    private HistoryChecker(History history) {
        this.history = history;
    }

    /** Every violation that the history shows; none when all stories agree. */
    public static List<Violation> violationsOf(History history) {
        var checker = new HistoryChecker(history);
        checker.everyTextIsOneMessage();
        checker.everyReceiptIsKept();
        checker.databaseHoldsTheJournal();
        history.stored().timelines().forEach(checker::placesRise);
        history.rest().forEach((thread, told) -> checker.same("the API", thread, told));
        history.screens().forEach(checker::screen);
        return List.copyOf(checker.violations);
    }

    // Its callers stand below in this file; the annotation would be this module's only use of its library.
    @SuppressWarnings("AnnotateFormatMethod")
    private void found(Rule rule, String what, Object... values) {
        violations.add(new Violation(rule, what.formatted(values)));
    }

    // ---- what came in

    private record Said(Conversation conversation, String text) {
    }

    private void everyTextIsOneMessage() {
        var posts = history.posts().stream().filter(post -> post.kind() == Kind.TEXT)
                .collect(Collectors.toMap(
                        post -> new Said(new Conversation(post.did(), post.contact()), post.text()), post -> post));
        var deliveries = history.stored().deliveries().stream().collect(Collectors.groupingBy(Delivery::messageId));
        Map<Said, List<Line>> lines = new HashMap<>();
        history.stored().timelines().forEach((thread, timeline) -> timeline.lines().stream().filter(Line::inbound)
                .forEach(line -> lines.computeIfAbsent(
                        new Said(history.stored().threads().get(thread), line.text()), _ -> new ArrayList<>())
                        .add(line)));
        posts.forEach((said, post) -> oneMessage(post, lines.getOrDefault(said, List.of()), deliveries));
        lines.keySet().stream().filter(said -> !posts.containsKey(said))
                .forEach(said -> found(Rule.INVENTED, "%s was posted by nobody", said));
    }

    private void oneMessage(Post post, List<Line> lines, Map<String, List<Delivery>> deliveries) {
        if (lines.isEmpty()) {
            if (post.acknowledged() > 0) {
                found(Rule.LOST, "%s is no message", post);
            }
            return;
        }
        if (lines.size() > 1) {
            found(Rule.DOUBLED, "%s is %d messages", post, lines.size());
        }
        var kept = lines.stream().flatMap(line -> deliveries.getOrDefault(line.messageId(), List.of()).stream())
                .toList();
        if (!post.accountsFor(kept.size())) {
            found(kept.size() < post.acknowledged() ? Rule.LOST : Rule.INVENTED, "%s has %d deliveries", post,
                    kept.size());
        }
        var counted = kept.stream().filter(Delivery::counted).count();
        var shown = lines.stream().mapToInt(Line::repeats).sum();
        // With a reference the carrier says itself that it is the same; without one it may be a person who insists.
        if (shown != counted || (post.refId() == null ? counted != kept.size() : counted != lines.size())) {
            found(Rule.MISCOUNTED, "%s is shown ×%d, of %d deliveries %d count", post, shown, kept.size(), counted);
        }
    }

    /** Texts and receipts share an address; each receipt has a reference that no text has. */
    private void everyReceiptIsKept() {
        var rows = history.stored().receipts().stream()
                .collect(Collectors.groupingBy(History.Receipt::refId, Collectors.counting()));
        var posts = history.posts().stream().filter(post -> post.kind() == Kind.RECEIPT)
                .collect(Collectors.toMap(Post::refId, post -> post));
        posts.forEach((refId, post) -> {
            var kept = rows.getOrDefault(refId, 0L);
            if (!post.accountsFor(kept)) {
                found(kept < post.acknowledged() ? Rule.LOST : Rule.INVENTED, "%s is kept %d times", post, kept);
            }
        });
        rows.keySet().stream().filter(refId -> !posts.containsKey(refId))
                .forEach(refId -> found(Rule.INVENTED, "a receipt for %s was posted by nobody", refId));
    }

    private void databaseHoldsTheJournal() {
        Set<UUID> stored = new HashSet<>(history.stored().quarantined());
        history.stored().deliveries().forEach(delivery -> stored.add(delivery.id()));
        history.stored().receipts().forEach(receipt -> stored.add(receipt.delivery()));
        without(history.journal(), stored).forEach(id -> found(Rule.JOURNAL_DIFFERS, "%s is only in the journal", id));
        without(stored, history.journal()).forEach(id -> found(Rule.JOURNAL_DIFFERS, "%s is not in the journal", id));
        var kept = history.stored().deliveries().stream().map(Delivery::id).toList();
        if (new HashSet<>(kept).size() != kept.size()) {
            found(Rule.DOUBLED, "a delivery is stored twice: %d rows", kept.size());
        }
    }

    private static <T> List<T> without(Collection<T> these, Collection<T> those) {
        return these.stream().filter(one -> !those.contains(one)).toList();
    }

    private void placesRise(String thread, Timeline timeline) {
        var last = 0L;
        for (var line : timeline.lines()) {
            if (line.seq() <= last) {
                found(Rule.PLACES_BROKEN, "thread %s: %d follows %d", thread, line.seq(), last);
            }
            last = line.seq();
        }
        if (last > timeline.lastSeq()) {
            found(Rule.PLACES_BROKEN, "thread %s ends at %d and has a line at %d", thread, timeline.lastSeq(), last);
        }
    }

    // ---- what was shown

    private void screen(Screen screen) {
        without(screen.seen(), screen.numbers())
                .forEach(did -> found(Rule.FOREIGN_NUMBER, "%s heard of %s", screen.name(), did));
        history.stored().threads().forEach((thread, conversation) -> {
            var newest = history.stored().timelines().get(thread).lastSeq();
            if (screen.numbers().contains(conversation.did())
                    && screen.summaries().getOrDefault(thread, 0L) != newest) {
                found(Rule.LIST_BEHIND, "%s knows thread %s up to %s of %d", screen.name(), thread,
                        screen.summaries().get(thread), newest);
            }
        });
        screen.summaries().keySet().forEach(thread -> {
            var conversation = history.stored().threads().get(thread);
            if (conversation != null && !screen.numbers().contains(conversation.did())) {
                found(Rule.FOREIGN_NUMBER, "%s lists thread %s of %s", screen.name(), thread, conversation);
            }
        });
        screen.open().forEach((thread, shown) -> {
            same(screen.name(), thread, shown);
            shownOnce(screen.name(), thread, shown);
        });
        screen.heard().forEach((thread, steps) -> {
            complete(screen.name(), thread, steps);
            forward(screen.name(), thread, steps);
        });
    }

    private void same(String witness, String thread, Timeline told) {
        var stored = history.stored().timelines().get(thread);
        if (told.equals(stored)) {
            return;
        }
        if (stored == null) {
            found(Rule.INVENTED, "%s has a thread %s that is not stored", witness, thread);
            return;
        }
        var missing = without(stored.lines(), told.lines());
        var more = without(told.lines(), stored.lines());
        found(Rule.PICTURES_DIFFER,
                "%s has thread %s up to %d (stored: %d), %d lines (%d); only stored: %s; only there: %s",
                witness, thread, told.lastSeq(), stored.lastSeq(), told.lines().size(), stored.lines().size(),
                some(missing), some(more));
    }

    private void shownOnce(String witness, String thread, Timeline shown) {
        Set<String> ids = new HashSet<>();
        Set<Long> places = new HashSet<>();
        for (var line : shown.lines()) {
            if (!ids.add(line.messageId()) || !places.add(line.seq())) {
                found(Rule.SHOWN_TWICE, "%s, thread %s: %s", witness, thread, line);
            }
        }
    }

    /** A jump is healed by reading again, up to there at least. */
    private void complete(String witness, String thread, List<Step> steps) {
        var complete = 0L;
        var onThisConnection = 0L;
        Set<Long> beyond = new HashSet<>();
        for (var step : steps) {
            switch (step) {
                case Step.Connected() -> onThisConnection = 0;
                case Step.Read(var lastSeq) -> complete = Math.max(complete, lastSeq);
                case Step.Frame(var seq, _, _) -> {
                    if (seq <= onThisConnection) {
                        found(Rule.OUT_OF_ORDER, "%s, thread %s: %d after %d", witness, thread, seq, onThisConnection);
                    }
                    onThisConnection = Math.max(onThisConnection, seq);
                    beyond.add(seq);
                }
            }
            while (beyond.remove(complete + 1)) {
                complete++;
            }
        }
        var end = complete;
        if (beyond.stream().anyMatch(seq -> seq > end)) {
            found(Rule.GAP, "%s, thread %s: complete up to %d, and then %s", witness, thread, complete,
                    some(beyond.stream().filter(seq -> seq > end).sorted().toList()));
        }
    }

    private void forward(String witness, String thread, List<Step> steps) {
        Map<String, String> states = new HashMap<>();
        for (var step : steps) {
            if (step instanceof Step.Frame(_, var message, var status) && message != null && status != null) {
                var before = states.put(message, status);
                if (before != null && !mayFollow(before, status)) {
                    found(Rule.MOVED_BACK, "%s, thread %s, message %s: %s after %s", witness, thread, message, status,
                            before);
                }
            }
        }
    }

    /** A send that was provably not taken waits again; everything else only moves on. */
    private static boolean mayFollow(String before, String status) {
        return before.equals(status) || PROGRESS.get(status) > PROGRESS.get(before)
                || (before.equals("sending") && status.equals("queued"));
    }

    private static String some(List<?> all) {
        return all.stream().limit(3).map(String::valueOf).collect(Collectors.joining(", ", "[",
                all.size() > 3 ? ", … %d in all]".formatted(all.size()) : "]"));
    }
}
