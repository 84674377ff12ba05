package dev.hilo.messaging.board;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.pacing.Outlook;
import dev.hilo.messaging.people.People;
import dev.hilo.messaging.people.Person;
import dev.hilo.messaging.team.OpeningHours;
import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;

/** Puts the board together, as far as a caller may see it. */
@ApplicationScoped
class Board {

    private final BoardRows rows;
    private final VisibleNumbers visibleNumbers;
    private final People people;
    private final Outlook outlook;
    private final OpeningHours hours;
    private final BoardConfig config;
    private final Clock clock;

    Board(BoardRows rows, VisibleNumbers visibleNumbers, People people, Outlook outlook, OpeningHours hours,
            BoardConfig config, Clock clock) {
        this.rows = rows;
        this.visibleNumbers = visibleNumbers;
        this.people = people;
        this.outlook = outlook;
        this.hours = hours;
        this.config = config;
        this.clock = clock;
    }

    Uni<BoardView> of(Caller caller) {
        return visibleNumbers.of(caller).chain(visible -> visibleNumbers.list(caller)
                .chain(numbers -> people.all().chain(known -> of(visible, numbers, around(numbers, known.values())))));
    }

    /** Those who may answer on one of these numbers. */
    private static List<Person> around(List<OwnNumber> numbers, Collection<Person> people) {
        return people.stream()
                .filter(person -> numbers.stream().anyMatch(number -> person.maySee(number.teams()))).toList();
    }

    /** @param numbers those of ours that the caller sees */
    Uni<BoardView> of(Visibility visible, List<OwnNumber> numbers, List<Person> around) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, config.zone()).atStartOfDay(config.zone()).toInstant();
        var dids = numbers.stream().map(OwnNumber::did).toList();
        return Uni.combine().all().unis(rows.standings(visible), rows.replies(today, visible),
                rows.day(today, visible), outlook.of(dids), hours.byNumber())
                .with((standings, replies, day, ahead, openings) -> {
                    var lines = new BoardLines(standings, openings, numbers, around, config.here(), now);
                    return view(lines, replies, day, ahead, now);
                });
    }

    private BoardView view(BoardLines lines, Map<String, BoardRows.Answered> replies, BoardRows.Day day,
            Outlook.Ahead ahead, Instant now) {
        var all = lines.all();
        var answered = replies.values().stream().mapToLong(BoardRows.Answered::replies).sum();
        return new BoardView(now,
                new BoardView.Thresholds(config.longWait().toSeconds(), config.tooLong().toSeconds()), all.waiting(),
                all.oldest(), all.longest(), all.open(), lines.unassigned(), all.snoozed(),
                new BoardView.Today(day.received(), day.sent(), answered, day.p50(), day.openP50(), day.resolved()),
                lines.numbers(ahead), lines.agents(replies), queue(ahead));
    }

    private static BoardView.Queue queue(Outlook.Ahead ahead) {
        var rests = ahead.rests();
        return new BoardView.Queue(ahead.queued(), ahead.later(), ahead.held(), ahead.perMinute(), ahead.emptyAt(),
                ahead.waiting(),
                rests == null ? null : new BoardView.Rest(rests.reason(), rests.since(), rests.until()));
    }
}
