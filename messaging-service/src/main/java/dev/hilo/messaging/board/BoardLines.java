package dev.hilo.messaging.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.pacing.Outlook;
import dev.hilo.messaging.people.Person;
import dev.hilo.messaging.team.Opening;
import org.jspecify.annotations.Nullable;

/** The same conversations added up by number and by agent. */
final class BoardLines {

    private final List<Standing> standings;
    private final List<OwnNumber> numbers;
    private final Map<String, Person> people;
    private final Instant hereSince;

    /** @param openings of those numbers that nobody is always there for */
    BoardLines(List<Standing> standings, Map<PhoneNumber, Opening> openings, List<OwnNumber> numbers,
            List<Person> around, Duration here, Instant now) {
        this.standings = standings.stream().map(standing -> standing.during(
                openings.getOrDefault(Objects.requireNonNull(standing.did()), Opening.ALWAYS), now)).toList();
        this.numbers = numbers;
        this.people = around.stream().collect(Collectors.toMap(Person::user, Function.identity()));
        this.hereSince = now.minus(here);
    }

    Standing all() {
        return sum(_ -> true);
    }

    long unassigned() {
        return sum(standing -> standing.assignee() == null).open();
    }

    /** Those that are in use, and those that were given back and still have something to be done. */
    List<BoardView.NumberLine> numbers(Outlook.Ahead ahead) {
        var byNumber = standings.stream().collect(Collectors.groupingBy(standing -> Objects
                .requireNonNull(standing.did())));
        var dids = new TreeSet<>(byNumber.keySet());
        numbers.stream().filter(number -> number.state() == NumberRecord.State.ACTIVE).map(OwnNumber::did)
                .forEach(dids::add);
        return dids.stream().map(did -> line(did, byNumber.getOrDefault(did, List.of()), ahead.lines().get(did)))
                .sorted(Comparator.comparing((BoardView.NumberLine line) -> orNever(line.oldestSince()))
                        .thenComparing(Comparator.comparingLong(BoardView.NumberLine::open).reversed())
                        .thenComparing(BoardView.NumberLine::did))
                .toList();
    }

    private static BoardView.NumberLine line(PhoneNumber did, List<Standing> own, Outlook.@Nullable Line queued) {
        var sum = sum(own, _ -> true);
        return new BoardView.NumberLine(did, sum.waiting(), sum.since(), sum.thread(), sum.longest(),
                sum.open(),
                sum(own, standing -> standing.assignee() == null).open(), queued == null ? 0 : queued.queued(),
                queued == null ? null : queued.emptyAt());
    }

    List<BoardView.AgentLine> agents(Map<String, BoardRows.Answered> replies) {
        var users = new TreeSet<>(replies.keySet());
        standings.stream().map(Standing::assignee).filter(Objects::nonNull).forEach(users::add);
        people.values().stream().filter(this::answersTexts).map(Person::user).forEach(users::add);
        return users.stream().map(user -> line(user, replies.get(user)))
                .sorted(Comparator.comparing((BoardView.AgentLine line) -> orNever(line.oldestSince()))
                        .thenComparing(Comparator.comparing(BoardView.AgentLine::online).reversed())
                        .thenComparing(Comparator.comparingLong(BoardView.AgentLine::open).reversed())
                        .thenComparing(BoardView.AgentLine::user))
                .toList();
    }

    private BoardView.AgentLine line(String user, BoardRows.@Nullable Answered answered) {
        var sum = sum(standing -> user.equals(standing.assignee()));
        var person = people.get(user);
        return new BoardView.AgentLine(user, person == null ? null : person.name(),
                person != null && person.seenAt().isAfter(hereSince), sum.open(), sum.waiting(), sum.since(),
                sum.thread(), sum.longest(), answered == null ? null : answered.last(),
                answered == null ? 0 : answered.replies());
    }

    /** Managers are on the board when they have conversations or answer; agents who are here, in any case. */
    private boolean answersTexts(Person person) {
        return Set.of("agent").containsAll(person.roles()) && !person.roles().isEmpty()
                && person.seenAt().isAfter(hereSince);
    }

    /** Who waits longest comes first, where nobody waits last. */
    private static Instant orNever(@Nullable Instant since) {
        return since == null ? Instant.MAX : since;
    }

    private Standing sum(Predicate<Standing> which) {
        return sum(standings, which);
    }

    private static Standing sum(List<Standing> some, Predicate<Standing> which) {
        return some.stream().filter(which).reduce(Standing.NONE, Standing::and);
    }
}
