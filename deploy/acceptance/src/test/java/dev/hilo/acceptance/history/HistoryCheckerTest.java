package dev.hilo.acceptance.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.hilo.acceptance.history.History.Conversation;
import dev.hilo.acceptance.history.History.Delivery;
import dev.hilo.acceptance.history.History.Kind;
import dev.hilo.acceptance.history.History.Line;
import dev.hilo.acceptance.history.History.Post;
import dev.hilo.acceptance.history.History.Receipt;
import dev.hilo.acceptance.history.History.Screen;
import dev.hilo.acceptance.history.History.Step;
import dev.hilo.acceptance.history.History.Stored;
import dev.hilo.acceptance.history.History.Timeline;
import dev.hilo.acceptance.history.Violation.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An honest run has no violation; each lie planted into it is found, by its own rule. */
class HistoryCheckerTest {

    private static final String DID = "+17865551234";
    private static final String FOREIGN = "+17865550100";
    private static final String ANN = "+13055550001";
    private static final String BOB = "+13055550002";
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID AGAIN = new UUID(0, 3);
    private static final UUID RECEIPT = new UUID(0, 4);
    private static final UUID ELSEWHERE = new UUID(0, 5);

    /** The parts of a history, to be changed before it is told. */
    private static final class Run {
        final List<Post> posts = new ArrayList<>(List.of(
                new Post(Kind.TEXT, DID, ANN, "one", null, 1, 0, 1),
                new Post(Kind.TEXT, DID, ANN, "two", "R2", 1, 0, 0),
                new Post(Kind.RECEIPT, DID, ANN, "stat:DELIVRD", "R9", 1, 2, 0),
                new Post(Kind.TEXT, FOREIGN, BOB, "three", "R3", 1, 0, 0)));
        final Set<UUID> journal = new HashSet<>(List.of(FIRST, SECOND, AGAIN, RECEIPT, ELSEWHERE));
        final List<Delivery> deliveries = new ArrayList<>(List.of(new Delivery(FIRST, "m1", true),
                new Delivery(AGAIN, "m1", true), new Delivery(SECOND, "m2", true),
                new Delivery(ELSEWHERE, "m3", true)));
        final List<Receipt> receipts = new ArrayList<>(List.of(new Receipt(RECEIPT, "R9", "m0")));
        Timeline stored = anns();
        Timeline rest = anns();
        Timeline shown = anns();
        final Set<String> seen = new HashSet<>(Set.of(DID));
        final Map<String, Long> summaries = new HashMap<>(Map.of("t1", 6L));
        final List<Step> heard = new ArrayList<>(List.of(new Step.Connected(), new Step.Read(1),
                new Step.Frame(2, "m1", "received"), new Step.Frame(3, "m0", "sent"), new Step.Connected(),
                new Step.Frame(4, "m1", "received"), new Step.Frame(6, "m2", "received"), new Step.Read(6)));

        private static Timeline anns() {
            return new Timeline(6, List.of(new Line("m0", 1, "outbound", "delivered", "hello", 1),
                    new Line("m1", 2, "inbound", "received", "one", 2),
                    new Line("m2", 6, "inbound", "received", "two", 1)));
        }

        History told() {
            var bobs = new Timeline(1, List.of(new Line("m3", 1, "inbound", "received", "three", 1)));
            return new History(posts, journal,
                    new Stored(Map.of("t1", new Conversation(DID, ANN), "t2", new Conversation(FOREIGN, BOB)),
                            Map.of("t1", stored, "t2", bobs), deliveries, receipts, Set.of()),
                    Map.of("t1", rest, "t2", bobs),
                    List.of(new Screen("ana 1", Set.of(DID), seen, summaries, Map.of("t1", shown),
                            Map.of("t1", heard))));
        }
    }

    record Lie(String name, Rule rule, Consumer<Run> planted) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Lie> lies() {
        return List.of(
                new Lie("an acknowledged text is no message", Rule.LOST,
                        run -> run.posts.add(new Post(Kind.TEXT, DID, ANN, "four", null, 1, 0, 0))),
                new Lie("of two acknowledged posts one is kept", Rule.LOST,
                        run -> run.posts.set(1, new Post(Kind.TEXT, DID, ANN, "two", "R2", 2, 0, 0))),
                new Lie("a text is two messages", Rule.DOUBLED, run -> {
                    everywhere(run, lines -> lines.add(new Line("m4", 7, "inbound", "received", "two", 1)));
                    run.posts.set(1, new Post(Kind.TEXT, DID, ANN, "two", "R2", 1, 1, 0));
                }),
                new Lie("a message that nobody posted", Rule.INVENTED,
                        run -> everywhere(run, lines -> lines.add(new Line("m4", 7, "inbound", "received", "x", 0)))),
                new Lie("a delivery more than was posted", Rule.INVENTED, run -> {
                    run.deliveries.add(new Delivery(new UUID(0, 9), "m2", false));
                    run.journal.add(new UUID(0, 9));
                }),
                new Lie("a repeat that is not counted", Rule.MISCOUNTED,
                        run -> run.deliveries.set(1, new Delivery(AGAIN, "m1", false))),
                new Lie("a message that shows too many repeats", Rule.MISCOUNTED,
                        run -> everywhere(run, lines -> lines.set(1, with(lines.get(1), "received", 3)))),
                new Lie("an acknowledged receipt is not kept", Rule.LOST, run -> {
                    run.receipts.clear();
                    run.journal.remove(RECEIPT);
                }),
                new Lie("a receipt that nobody posted", Rule.INVENTED, run -> {
                    run.receipts.add(new Receipt(new UUID(0, 9), "R8", null));
                    run.journal.add(new UUID(0, 9));
                }),
                new Lie("a delivery stays in the journal", Rule.JOURNAL_DIFFERS,
                        run -> run.journal.add(new UUID(0, 9))),
                new Lie("a delivery that was never written down", Rule.JOURNAL_DIFFERS,
                        run -> run.journal.remove(SECOND)),
                new Lie("a delivery is stored twice", Rule.DOUBLED, run -> {
                    run.deliveries.add(new Delivery(SECOND, "m2", false));
                    run.posts.set(1, new Post(Kind.TEXT, DID, ANN, "two", "R2", 1, 1, 0));
                }),
                new Lie("two lines share a place", Rule.PLACES_BROKEN,
                        run -> everywhere(run,
                                lines -> lines.set(2, new Line("m2", 2, "inbound", "received", "two", 1)))),
                new Lie("a line beyond the end", Rule.PLACES_BROKEN, run -> {
                    run.stored = new Timeline(5, run.stored.lines());
                    run.rest = run.stored;
                    run.shown = run.stored;
                    run.summaries.put("t1", 5L);
                }),
                new Lie("a number was jumped over and never read", Rule.GAP, run -> run.heard.removeLast()),
                new Lie("read again, but not far enough", Rule.GAP, run -> run.heard.set(7, new Step.Read(4))),
                new Lie("a connection goes back", Rule.OUT_OF_ORDER,
                        run -> run.heard.add(new Step.Frame(5, "m2", "received"))),
                new Lie("a frame comes twice on a connection", Rule.OUT_OF_ORDER,
                        run -> run.heard.add(7, new Step.Frame(6, "m2", "received"))),
                new Lie("a line stands twice", Rule.SHOWN_TWICE,
                        run -> run.shown = changed(run.shown, lines -> lines.add(lines.getLast()))),
                new Lie("a line is missing on a screen", Rule.PICTURES_DIFFER,
                        run -> run.shown = changed(run.shown, List::removeLast)),
                new Lie("two lines change places on a screen", Rule.PICTURES_DIFFER,
                        run -> run.shown = changed(run.shown, lines -> lines.add(lines.remove(1)))),
                new Lie("a screen has an older state", Rule.PICTURES_DIFFER,
                        run -> run.shown = changed(run.shown, lines -> lines.set(0, with(lines.get(0), "sent", 1)))),
                new Lie("the API misses a repeat", Rule.PICTURES_DIFFER,
                        run -> run.rest = changed(run.rest, lines -> lines.set(1, with(lines.get(1), "received", 1)))),
                new Lie("a screen's list is behind", Rule.LIST_BEHIND, run -> run.summaries.put("t1", 5L)),
                new Lie("a screen's list misses a conversation", Rule.LIST_BEHIND, run -> run.summaries.clear()),
                new Lie("a frame about another team's number", Rule.FOREIGN_NUMBER, run -> run.seen.add(FOREIGN)),
                new Lie("another team's conversation in the list", Rule.FOREIGN_NUMBER,
                        run -> run.summaries.put("t2", 1L)),
                new Lie("a delivered text is sent again", Rule.MOVED_BACK, run -> {
                    run.heard.add(new Step.Frame(7, "m0", "delivered"));
                    run.heard.add(new Step.Frame(8, "m0", "sent"));
                }),
                new Lie("a failed text is delivered", Rule.MOVED_BACK, run -> {
                    run.heard.add(new Step.Frame(7, "m0", "failed"));
                    run.heard.add(new Step.Frame(8, "m0", "delivered"));
                }));
    }

    @Test
    void anHonestRunHasNoViolation() {
        assertThat(HistoryChecker.violationsOf(new Run().told())).isEmpty();
    }

    @Test
    void whatWasOnlyRefusedMayBeKeptOrNot() {
        var run = new Run();
        run.posts.add(new Post(Kind.TEXT, DID, ANN, "refused", null, 0, 3, 1));

        assertThat(HistoryChecker.violationsOf(run.told())).isEmpty();
    }

    @Test
    void aSendThatWasNotTakenMayWaitAgain() {
        var run = new Run();
        run.heard.addAll(List.of(new Step.Frame(7, "m5", "sending"), new Step.Frame(8, "m5", "queued"),
                new Step.Frame(9, "m5", "sending"), new Step.Frame(10, "m5", "sent")));

        assertThat(HistoryChecker.violationsOf(run.told())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void everyPlantedLieIsFound(Lie lie) {
        var run = new Run();
        lie.planted().accept(run);

        assertThat(HistoryChecker.violationsOf(run.told())).extracting(Violation::rule).contains(lie.rule());
    }

    private static void everywhere(Run run, Consumer<List<Line>> change) {
        UnaryOperator<Timeline> both = timeline -> changed(timeline, change);
        run.stored = both.apply(run.stored);
        run.rest = both.apply(run.rest);
        run.shown = both.apply(run.shown);
    }

    private static Timeline changed(Timeline timeline, Consumer<List<Line>> change) {
        var lines = new ArrayList<>(timeline.lines());
        change.accept(lines);
        return new Timeline(timeline.lastSeq(), lines);
    }

    private static Line with(Line line, String status, int repeats) {
        return new Line(line.messageId(), line.seq(), line.direction(), status, line.text(), repeats);
    }
}
