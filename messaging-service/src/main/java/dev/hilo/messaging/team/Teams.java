package dev.hilo.messaging.team;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.workspace.Workspace;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Teams as our numbers name them, each with its hours. Who is in a team the identity provider knows; here are those that
 * a number belongs to, that somebody gave hours, or that the caller is in.
 */
@ApplicationScoped
class Teams implements PanacheRepositoryBase<TeamHours, String> {

    /**
     * @param version what a change must name; 0 when no hours are set and the team is always there
     * @param zone the contact centre's when no hours are set
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoursView(String team, String zone, Map<String, List<Hours.Span>> days, List<Hours.Holiday> holidays,
            long version, @Nullable String updatedBy, @Nullable Instant updatedAt) {
    }

    /**
     * @param dids the numbers that belong to it
     * @param hours absent when none are set: it is always there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TeamView(String name, List<PhoneNumber> dids, @Nullable HoursView hours) {
    }

    private final Numbers numbers;
    private final Audit audit;
    private final Workspace workspace;
    private final ObjectMapper json;
    private final Clock clock;
    private final String zone;

    /** @param zone what a team without hours is offered */
    Teams(Numbers numbers, Audit audit, Workspace workspace, ObjectMapper json, Clock clock,
            @ConfigProperty(name = "hilo.report.zone") String zone) {
        this.numbers = numbers;
        this.audit = audit;
        this.workspace = workspace;
        this.json = json;
        this.clock = clock;
        this.zone = zone;
    }

    /** The caller's teams; all of them for managers. */
    Uni<List<TeamView>> list(Caller caller) {
        return numbers.all().chain(all -> Panache.withSession(this::listAll)
                .map(set -> teams(caller, all.values().stream().toList(), set)));
    }

    Uni<HoursView> hours(Caller caller, String team) {
        requireTheirs(caller, team);
        return Panache.withSession(() -> findById(team)).map(set -> set == null ? none(team) : view(set));
    }

    /** @param version of the hours that these replace; 0 when there were none */
    Uni<HoursView> set(Caller caller, String team, Hours wanted, long version) {
        return changing(session -> findById(team).chain(existing -> {
            requireVersion(existing, team, version);
            var before = existing == null ? null : hoursOf(existing);
            if (wanted.equals(before)) {
                return Uni.createFrom().item(view(Objects.requireNonNull(existing)));
            }
            var hours = existing == null ? TeamHours.of(team) : existing;
            hours.become(wanted.zone(), written(wanted.days()), written(wanted.holidays()), caller.user(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            return (existing == null ? persist(hours) : Uni.createFrom().item(hours))
                    .call(() -> told(session, caller, team, before, wanted))
                    .map(this::view);
        }));
    }

    /** The team is always there again. */
    Uni<Void> forget(Caller caller, String team) {
        return changing(session -> findById(team).chain(existing -> existing == null
                ? Uni.createFrom().voidItem()
                : delete(existing).chain(() -> told(session, caller, team, hoursOf(existing), null))));
    }

    private Uni<Void> told(Mutiny.Session session, Caller caller, String team, @Nullable Hours before,
            @Nullable Hours after) {
        return session.flush()
                .chain(() -> audit.record(session,
                        new Audit.Change(caller.user(), Audited.HOURS_CHANGED, team, before, after)))
                .chain(() -> workspace.tell(session, Workspace.News.ofTeam(Workspace.Part.HOURS, team)));
    }

    private List<TeamView> teams(Caller caller, List<OwnNumber> all, List<TeamHours> set) {
        Map<String, List<PhoneNumber>> teams = new TreeMap<>();
        all.stream().filter(number -> number.state() != NumberRecord.State.RELEASED)
                .forEach(number -> number.teams().forEach(
                        team -> teams.computeIfAbsent(team, _ -> new ArrayList<>()).add(number.did())));
        caller.teams().forEach(team -> teams.putIfAbsent(team, new ArrayList<>()));
        set.forEach(hours -> teams.putIfAbsent(hours.team(), new ArrayList<>()));
        var hours = set.stream().collect(Collectors.toMap(TeamHours::team, this::view));
        return teams.entrySet().stream().filter(team -> isTheirs(caller, team.getKey()))
                .map(team -> new TeamView(team.getKey(), team.getValue().stream().sorted().toList(),
                        hours.get(team.getKey())))
                .toList();
    }

    private HoursView none(String team) {
        return new HoursView(team, zone, Map.of(), List.of(), 0, null, null);
    }

    private HoursView view(TeamHours set) {
        var hours = hoursOf(set);
        return new HoursView(set.team(), hours.zone(), hours.days(), hours.holidays(), set.version(), set.updatedBy(),
                set.updatedAt());
    }

    private Hours hoursOf(TeamHours set) {
        return Hours.read(json, set.zone(), set.days(), set.holidays());
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void requireVersion(@Nullable TeamHours existing, String team, long version) {
        var current = existing == null ? none(team) : view(existing);
        if (current.version() != version) {
            throw ProblemException.of(CommonProblem.CONFLICT, "the hours were changed meanwhile",
                    Map.of("hours", current));
        }
    }

    private <T extends @Nullable Object> Uni<T> changing(Function<Mutiny.Session, Uni<T>> change) {
        return Panache.withTransaction(() -> Panache.getSession().chain(change::apply))
                .invoke(workspace::published)
                .onFailure(Teams::lostARace).transform(_ -> ProblemException.of(CommonProblem.CONFLICT,
                        "somebody else changed the hours at the same moment"));
    }

    private static void requireTheirs(Caller caller, String team) {
        if (!isTheirs(caller, team)) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, "there is no such team");
        }
    }

    private static boolean isTheirs(Caller caller, String team) {
        return caller.isManager() || caller.teams().contains(team);
    }

    private static boolean lostARace(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException
                || failure instanceof ConstraintViolationException
                || (failure.getCause() != null && lostARace(failure.getCause()));
    }
}
