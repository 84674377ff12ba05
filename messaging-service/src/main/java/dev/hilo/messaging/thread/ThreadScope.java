package dev.hilo.messaging.thread;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What the list is narrowed to, whichever tab shows it.
 *
 * @param dids of any of these numbers; of all when empty
 * @param labels with any of these; any or none when empty
 * @param assignee whose they are; anybody's when null
 * @param team whose they are while nobody has taken them; any when null
 */
public record ThreadScope(Set<PhoneNumber> dids, Set<String> labels, @Nullable String assignee,
        @Nullable String team) {

    /** More than anybody chooses by hand, few enough for a statement. */
    static final int MOST = 100;

    public ThreadScope {
        dids = Set.copyOf(dids);
        labels = Set.copyOf(labels);
    }

    /** As the parameters of a request say it. */
    static ThreadScope of(@Nullable List<String> dids, @Nullable List<String> labels, @Nullable String assignee,
            @Nullable String team) {
        return new ThreadScope(few("did", dids).stream().map(did -> numberOf(did, "did")).collect(Collectors.toSet()),
                Set.copyOf(few("label", labels)), assignee, team);
    }

    /** @param pointer where the number stands, for the problem when it is none */
    public static PhoneNumber numberOf(String did, String pointer) {
        return PhoneNumber.parse(did).orElseThrow(
                () -> ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, "not a phone number"));
    }

    /** What of the numbers that the caller sees is asked for; never more than they see. */
    Visibility within(Visibility visible) {
        return dids.isEmpty()
                ? visible
                : new Visibility.Only(dids.stream().filter(visible::covers).collect(Collectors.toSet()));
    }

    /** Whether it names more than numbers. */
    boolean picks() {
        return !labels.isEmpty() || assignee != null || team != null;
    }

    private static List<String> few(String parameter, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MOST) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, parameter, "at most " + MOST);
        }
        return values.stream().distinct().toList();
    }
}
