package dev.hilo.messaging.triage;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.Turn;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is done with threads that are not named one by one. */
@Path("/api/threads")
@Authenticated
@Prompt
class TeamworkResource {

    /**
     * Which threads come into question; all that the caller sees, when nothing is said.
     *
     * @param did of this number
     * @param team handed to this team
     */
    record ClaimRequest(@Nullable String did, @Nullable @Size(min = 1, max = 200) String team) {
    }

    /** One of them. */
    record Recipient(@Nullable @Size(min = 1, max = 200) String user,
            @Nullable @Size(min = 1, max = 200) String team) {
    }

    /**
     * All that the caller has.
     *
     * @param to null gives them back to all
     * @param note a line for whoever goes on, written into each
     * @param snoozed those that sleep too; only the open ones, when it is absent
     */
    record HandOverRequest(@Nullable @Valid Recipient to, @Nullable @Size(max = 10_000) String note,
            @Nullable Boolean snoozed) {
    }

    /**
     * Threads that were handed over.
     *
     * @param from to whom; null when they went back to all
     */
    record TakeBackRequest(@NotNull @Size(max = HandOver.MOST) List<@NotNull UUID> threads,
            @Nullable @Valid Recipient from) {
    }

    private final ClaimNext claimNext;
    private final HandOver handOver;
    private final TakeBack takeBack;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    TeamworkResource(ClaimNext claimNext, HandOver handOver, TakeBack takeBack, Idempotency idempotency,
            CurrentRequest currentRequest, CurrentCaller caller) {
        this.claimNext = claimNext;
        this.handOver = handOver;
        this.takeBack = takeBack;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    /** How many would come into question. */
    @GET
    @Path("/claim")
    public Uni<ClaimNext.Waiting> waiting(@RestQuery @Nullable String did, @RestQuery @Nullable String team) {
        return claimNext.waiting(new ClaimNext.Wanted(caller.get(), numberOf(did, "did"), team));
    }

    /** The thread whose contact has waited longest becomes the caller's; nobody else gets the same. */
    @POST
    @Path("/claim")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "It is yours", content = @Content(schema = @Schema(implementation = ClaimNext.Claimed.class)))
    @APIResponse(responseCode = "204", description = "Nobody waits")
    public Uni<Response> claim(@NotNull @Valid ClaimRequest request) {
        var keyed = currentRequest.keyed(request);
        var wanted = new ClaimNext.Wanted(caller.get(), numberOf(request.did(), "/did"), request.team());
        return idempotency.respond(keyed, claimNext.claim(wanted, keyed));
    }

    @POST
    @Path("/handover")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "They have them", content = @Content(schema = @Schema(implementation = HandOver.HandedOver.class)))
    public Uni<Response> handOver(@NotNull @Valid HandOverRequest request) {
        var keyed = currentRequest.keyed(request);
        var note = request.note() == null || request.note().isBlank() ? null : request.note().strip();
        var wish = new HandOver.Wish(turnOf(request.to(), "/to"), note, Boolean.TRUE.equals(request.snoozed()));
        return idempotency.respond(keyed, handOver.handOver(caller.get(), wish, keyed));
    }

    /** Those of them that are still with whom they were given to, and not closed, are the caller's again. */
    @POST
    @Path("/takeback")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "What came back is yours", content = @Content(schema = @Schema(implementation = TakeBack.TakenBack.class)))
    public Uni<Response> takeBack(@NotNull @Valid TakeBackRequest request) {
        var keyed = currentRequest.keyed(request);
        var wish = new TakeBack.Wish(request.threads().stream().distinct().toList(),
                turnOf(request.from(), "/from"));
        return idempotency.respond(keyed, takeBack.takeBack(caller.get(), wish, keyed));
    }

    private Turn turnOf(@Nullable Recipient recipient, String pointer) {
        if (recipient == null) {
            return new Turn.Anybodys();
        }
        var user = recipient.user();
        var team = recipient.team();
        if (user != null && team == null) {
            if (user.equals(caller.get().user())) {
                throw ProblemException.at(CommonProblem.INVALID_REQUEST, pointer + "/user", "somebody else");
            }
            return new Turn.Of(user);
        }
        if (team != null && user == null) {
            return new Turn.OfTeam(team);
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, "either a user or a team");
    }

    private static @Nullable String numberOf(@Nullable String did, String pointer) {
        return did == null
                ? null
                : PhoneNumber.parse(did).map(PhoneNumber::value).orElseThrow(() -> ProblemException
                        .at(CommonProblem.INVALID_REQUEST, pointer, "not a phone number"));
    }
}
