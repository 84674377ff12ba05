package dev.hilo.messaging.triage;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.messaging.thread.ThreadSummary;
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

    record LabelsRequest(@NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> labels) {
    }

    /** @param assignee a user's name; null gives the thread back to all */
    record AssigneeRequest(@Nullable @Size(min = 1, max = 200) String assignee) {
    }

    /** @param state open, closed or snoozed */
    record StateRequest(@NotBlank String state) {
    }

    private final EditThread editThread;
    private final CurrentCaller caller;

    TriageResource(EditThread editThread, CurrentCaller caller) {
        this.editThread = editThread;
        this.caller = caller;
    }

    @PUT
    @Path("/labels")
    public Uni<ThreadSummary> labels(@RestPath UUID id, @NotNull @Valid LabelsRequest request) {
        return editThread.edit(caller.get(), id, thread -> thread.label(request.labels()));
    }

    @PUT
    @Path("/assignee")
    public Uni<ThreadSummary> assignee(@RestPath UUID id, @NotNull @Valid AssigneeRequest request) {
        return editThread.edit(caller.get(), id, thread -> thread.assign(request.assignee()));
    }

    @PUT
    @Path("/state")
    public Uni<ThreadSummary> state(@RestPath UUID id, @NotNull @Valid StateRequest request) {
        var next = stateOf(request.state());
        return editThread.edit(caller.get(), id, thread -> thread.enter(next));
    }

    private static ThreadView.State stateOf(String word) {
        for (var state : ThreadView.State.values()) {
            if (state.wire().equals(word)) {
                return state;
            }
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/state", "one of open, closed, snoozed");
    }
}
