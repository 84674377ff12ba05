package dev.hilo.messaging.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the contact of a thread wants, and the answer to a text that does not say it clearly. */
@Path("/api/threads/{id}/consent")
@Authenticated
@Prompt
class ConsentResource {

    /**
     * @param answer opt-out, keep, asked, or a manager's opt-in
     * @param reason how the caller knows; needed unless it answers an unclear text
     */
    record ConsentRequest(@NotBlank String answer, @Nullable @Size(max = 1000) String reason) {
    }

    private final ConsentStory story;
    private final AnswerConsent answerConsent;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    ConsentResource(ConsentStory story, AnswerConsent answerConsent, Idempotency idempotency,
            CurrentRequest currentRequest, CurrentCaller caller) {
        this.story = story;
        this.answerConsent = answerConsent;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @GET
    public Uni<ConsentStory.ConsentView> read(@RestPath UUID id) {
        return story.of(caller.get(), id);
    }

    @POST
    @APIResponse(responseCode = "200", description = "The thread as it stands now", content = @Content(schema = @Schema(implementation = ThreadView.class)))
    public Uni<Response> answer(@RestPath UUID id, @NotNull @Valid ConsentRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed,
                answerConsent.answer(caller.get(), id, answerOf(request.answer()), request.reason(), keyed));
    }

    private static AnswerConsent.Answer answerOf(String word) {
        return Arrays.stream(AnswerConsent.Answer.values())
                .filter(answer -> answer.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)).findFirst()
                .orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, "/answer",
                        "one of opt-out, keep, asked, opt-in"));
    }
}
