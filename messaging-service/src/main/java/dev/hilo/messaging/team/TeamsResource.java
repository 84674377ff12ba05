package dev.hilo.messaging.team;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Teams and their hours: everybody reads those of their own, managers set all of them. */
@Path("/api/teams")
@Authenticated
@Prompt
class TeamsResource {

    private static final Pattern TEAM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");

    /** @param to {@code 24:00} is the end of the day */
    record SpanRequest(@NotNull String from, @NotNull String to) {
    }

    record HolidayRequest(@NotNull String date, @Nullable String name) {
    }

    /**
     * @param zone an IANA name
     * @param days by {@code mon} to {@code sun}; a day that is absent has no hours
     * @param holidays dates without hours
     * @param version of the hours that these replace; 0 when there were none
     */
    record HoursRequest(@NotBlank String zone, @NotNull Map<String, @NotNull List<@Valid @NotNull SpanRequest>> days,
            @Nullable List<@Valid @NotNull HolidayRequest> holidays, @NotNull @Min(0) Long version) {
    }

    private final Teams teams;
    private final CurrentCaller caller;

    TeamsResource(Teams teams, CurrentCaller caller) {
        this.teams = teams;
        this.caller = caller;
    }

    @GET
    public Uni<List<Teams.TeamView>> list() {
        return teams.list(caller.get());
    }

    @GET
    @Path("/{team}/hours")
    public Uni<Teams.HoursView> hours(@RestPath String team) {
        return teams.hours(caller.get(), team);
    }

    @PUT
    @Path("/{team}/hours")
    public Uni<Teams.HoursView> set(@RestPath String team, @NotNull @Valid HoursRequest request) {
        var manager = manager();
        if (!TEAM.matcher(team).matches()) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, "there is no such team");
        }
        var wanted = hoursOf(request);
        var wrong = wanted.wrong();
        if (!wrong.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, wrong);
        }
        return teams.set(manager, team, wanted.ordered(), request.version());
    }

    @DELETE
    @Path("/{team}/hours")
    public Uni<Void> forget(@RestPath String team) {
        return teams.forget(manager(), team);
    }

    private Caller manager() {
        var user = caller.get();
        if (!user.isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "managers set the hours of teams");
        }
        return user;
    }

    private static Hours hoursOf(HoursRequest request) {
        Map<String, List<Hours.Span>> days = new LinkedHashMap<>();
        request.days().forEach((day, spans) -> days.put(day,
                spans.stream().map(span -> new Hours.Span(span.from(), span.to())).toList()));
        List<HolidayRequest> holidays = request.holidays() == null ? List.of() : request.holidays();
        return new Hours(request.zone(), days, holidays.stream()
                .map(holiday -> new Hours.Holiday(holiday.date(), unlessBlank(holiday.name()))).toList());
    }

    private static @Nullable String unlessBlank(@Nullable String name) {
        return name == null || name.isBlank() ? null : name.strip();
    }
}
