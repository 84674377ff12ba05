package dev.hilo.messaging.triage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.conversation.Turn;
import dev.hilo.messaging.label.Labels;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.messaging.thread.ThreadSummary;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Labels, assignee and state of a thread. */
@Path("/api/threads/{id}")
@Authenticated
@Prompt
class TriageResource {

    private static final Duration LONGEST = Duration.ofDays(366);

    record LabelsRequest(@NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> labels) {
    }

    /**
     * One of them; neither gives the thread back to all.
     *
     * @param assignee a user's name
     * @param team a team of the thread's number
     */
    record AssigneeRequest(@Nullable @Size(min = 1, max = 200) String assignee,
            @Nullable @Size(min = 1, max = 200) String team) {
    }

    /**
     * @param state open, closed or snoozed
     * @param until with {@code snoozed}: when it opens by itself again
     */
    record StateRequest(@NotBlank String state, @Nullable Instant until) {
    }

    private final EditThread editThread;
    private final AssignThread assignThread;
    private final Labels labels;
    private final Threads threads;
    private final Takers takers;
    private final Clock clock;
    private final CurrentCaller caller;

    TriageResource(EditThread editThread, AssignThread assignThread, Labels labels, Threads threads, Takers takers,
            Clock clock, CurrentCaller caller) {
        this.editThread = editThread;
        this.assignThread = assignThread;
        this.labels = labels;
        this.threads = threads;
        this.takers = takers;
        this.clock = clock;
        this.caller = caller;
    }

    @PUT
    @Path("/labels")
    public Uni<ThreadSummary> labels(@RestPath UUID id, @NotNull @Valid LabelsRequest request) {
        var user = caller.get();
        // What is not theirs does not exist, whatever they want to do with it.
        return threads.require(user, id).chain(() -> labels.requireKnown(request.labels()))
                .chain(() -> editThread.edit(user, id, thread -> thread.label(request.labels(), user.user())));
    }

    @PUT
    @Path("/assignee")
    public Uni<ThreadSummary> assignee(@RestPath UUID id, @NotNull @Valid AssigneeRequest request) {
        var user = caller.get();
        return assignThread.assign(user, id, turnOf(request));
    }

    /** Whom the thread can be given to, and who can be called by name in it. */
    @GET
    @Path("/takers")
    public Uni<Takers.Candidates> takers(@RestPath UUID id) {
        return threads.require(caller.get(), id).chain(summary -> takers.candidates(summary.thread().did()));
    }

    @PUT
    @Path("/state")
    public Uni<ThreadSummary> state(@RestPath UUID id, @NotNull @Valid StateRequest request) {
        var user = caller.get();
        return switch (request.state()) {
            case "open" -> editThread.edit(user, id, thread -> thread.reopen(user.user()));
            case "closed" -> editThread.edit(user, id, thread -> thread.close(user.user()));
            case "snoozed" -> {
                var until = momentOf(request.until());
                yield editThread.edit(user, id, thread -> thread.snooze(until, user.user()));
            }
            default -> throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/state",
                    "one of open, closed, snoozed");
        };
    }

    private static Turn turnOf(AssigneeRequest request) {
        if (request.team() == null) {
            return request.assignee() == null ? new Turn.Anybodys() : new Turn.Of(request.assignee());
        }
        if (request.assignee() != null) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/team", "either an assignee or a team");
        }
        return new Turn.OfTeam(request.team());
    }

    private Instant momentOf(@Nullable Instant until) {
        if (until == null || !until.isAfter(clock.instant()) || until.isAfter(clock.instant().plus(LONGEST))) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/until", "a moment within the next year");
        }
        return until.truncatedTo(ChronoUnit.MICROS);
    }
}
