package dev.hilo.messaging.push;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.messaging.push.Subscriptions.BrowserView;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the caller wants to be told of, and in which browsers. */
@Path("/api/push")
@Authenticated
@Prompt
class PushResource {

    /**
     * @param publicKey what a browser subscribes with; absent when this installation has no web push
     * @param previewAllowed whether notices may show the beginning of a text at all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PushView(@Nullable String publicKey, boolean previewAllowed, PushRules rules, List<BrowserView> browsers) {
    }

    record SubscriptionKeys(@NotBlank @Size(max = 200) String p256dh, @NotBlank @Size(max = 100) String auth) {
    }

    /**
     * As the browser's {@code PushSubscription} has it.
     *
     * @param language of the notices in that browser
     */
    record SubscribeRequest(@NotBlank @Size(max = 1_000) String endpoint, @NotNull @Valid SubscriptionKeys keys,
            @NotNull @Pattern(regexp = "es|en") String language) {
    }

    record Subscribed(UUID id) {
    }

    private final Subscriptions subscriptions;
    private final TellBrowsers tellBrowsers;
    private final Courier courier;
    private final VapidKeys keys;
    private final PushConfig config;
    private final Pool database;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    PushResource(Subscriptions subscriptions, TellBrowsers tellBrowsers, Courier courier, VapidKeys keys,
            PushConfig config, Pool database, Idempotency idempotency, CurrentRequest currentRequest,
            CurrentCaller caller) {
        this.subscriptions = subscriptions;
        this.tellBrowsers = tellBrowsers;
        this.courier = courier;
        this.keys = keys;
        this.config = config;
        this.database = database;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @GET
    public Uni<PushView> read() {
        var user = caller.get();
        return subscriptions.rulesOf(user).chain(rules -> subscriptions.of(user).map(browsers -> new PushView(
                keys.publicKey().orElse(null), config.preview(), rules, browsers)));
    }

    @PUT
    @Path("/rules")
    public Uni<PushRules> rules(@NotNull PushRules rules) {
        return subscriptions.put(caller.get(), rules);
    }

    @POST
    @Path("/subscriptions")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "This browser is told from now on", content = @Content(schema = @Schema(implementation = Subscribed.class)))
    public Uni<Response> subscribe(@NotNull @Valid SubscribeRequest request) {
        var address = vetted(request);
        var user = caller.get();
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, database.withTransaction(transaction -> idempotency.once(transaction, keyed,
                201, () -> subscriptions.subscribe(transaction, user, address, request.language())
                        .map(Subscribed::new)))
                .invoke(subscriptions::changed));
    }

    @DELETE
    @Path("/subscriptions/{id}")
    @APIResponse(responseCode = "204", description = "It is told nothing any more")
    public Uni<Void> forget(@RestPath UUID id) {
        return subscriptions.forget(caller.get(), id);
    }

    @POST
    @Path("/subscriptions/{id}/trial")
    @APIResponse(responseCode = "202", description = "A notice is on its way")
    public Uni<Response> tryOut(@RestPath UUID id) {
        var user = caller.get();
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, database.withTransaction(transaction -> idempotency.once(transaction, keyed,
                202, () -> tryOut(transaction, user, id))));
    }

    private Uni<Void> tryOut(SqlConnection transaction, Caller user, UUID id) {
        return subscriptions.isOf(transaction, user, id).chain(theirs -> {
            if (!theirs) {
                throw ProblemException.of(CommonProblem.NOT_FOUND, "there is no such browser");
            }
            return tellBrowsers.tryOut(transaction, id);
        });
    }

    private Address vetted(SubscribeRequest request) {
        if (courier.vet(request.endpoint()) == null) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/endpoint",
                    "not the address of a push service that we know");
        }
        if (Address.keys(request.keys().p256dh(), request.keys().auth()) == null) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/keys", "not the keys of a push subscription");
        }
        return new Address(request.endpoint(), request.keys().p256dh(), request.keys().auth());
    }
}
