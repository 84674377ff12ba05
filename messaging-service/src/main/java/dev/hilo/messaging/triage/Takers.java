package dev.hilo.messaging.triage;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.Turn;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.people.People;
import dev.hilo.messaging.people.Person;
import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;

/** Who can be given a thread: only somebody who sees it, and a team only with one of its numbers. */
@ApplicationScoped
class Takers {

    /**
     * Whom a thread can be given to, and a note of it can call.
     *
     * @param teams those of its number
     */
    record Candidates(List<Person> people, List<String> teams) {
    }

    private final People people;
    private final Numbers numbers;
    private final VisibleNumbers visibleNumbers;

    Takers(People people, Numbers numbers, VisibleNumbers visibleNumbers) {
        this.people = people;
        this.numbers = numbers;
        this.visibleNumbers = visibleNumbers;
    }

    /** With the threads of which numbers it can be their turn. */
    Uni<Predicate<PhoneNumber>> of(Caller caller, Turn turn) {
        return switch (turn) {
            case Turn.Of(var user) when user.equals(caller.user()) ->
                visibleNumbers.of(caller).map(visible -> visible::covers);
            case Turn.Of(var user) -> people.all().chain(known -> numbers.all().map(all -> {
                var person = known.get(user);
                return did -> person != null && person.maySee(teamsOf(all, did));
            }));
            case Turn.OfTeam(var team) -> numbers.all().map(all -> did -> teamsOf(all, did).contains(team));
            case Turn.Anybodys _ -> Uni.createFrom().item(_ -> true);
        };
    }

    /** All who can be given threads of a number. */
    Uni<Candidates> candidates(PhoneNumber did) {
        return people.all().chain(known -> numbers.all().map(all -> {
            var teams = teamsOf(all, did);
            return new Candidates(known.values().stream().filter(person -> person.maySee(teams)).sorted().toList(),
                    teams.stream().sorted().toList());
        }));
    }

    private static List<String> teamsOf(Map<PhoneNumber, OwnNumber> all, PhoneNumber did) {
        var number = all.get(did);
        return number == null ? List.of() : number.teams();
    }
}
