package dev.hilo.provisioning.order;

import java.util.stream.IntStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.provisioning.number.NumberView;
import dev.hilo.provisioning.number.NumberWish;
import dev.hilo.provisioning.number.OwnDid;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Buying, wiring up and giving back a number: accepted at once, done step by step. */
@Path("/api/numbers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "orders")
class OrdersResource {

    private final PlaceOrder placeOrder;
    private final MoveNumber moveNumber;
    private final ReleaseNumber releaseNumber;
    private final Orders orders;
    private final OrderConfig config;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller currentCaller;

    OrdersResource(PlaceOrder placeOrder, MoveNumber moveNumber, ReleaseNumber releaseNumber, Orders orders,
            OrderConfig config, Idempotency idempotency, CurrentRequest currentRequest, CurrentCaller currentCaller) {
        this.placeOrder = placeOrder;
        this.moveNumber = moveNumber;
        this.releaseNumber = releaseNumber;
        this.orders = orders;
        this.config = config;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.currentCaller = currentCaller;
    }

    @POST
    @Path("/provision")
    @Operation(summary = "Buy a number and wire it up", description = "Also adopts a number that the account owns already. The same number again answers with the order that is under way, lets a failed one go on, or answers 200 with the finished one of an active number; it never buys twice, with or without an Idempotency-Key.")
    @APIResponse(responseCode = "202", description = "Under way", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "200", description = "The number is active; the order that made it so", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "number-busy: it is being given back; campaign-full")
    @APIResponse(responseCode = "422", description = "A field cannot be accepted, or the carrier lists no such campaign")
    public Uni<Response> provision(@Valid @NotNull ProvisionRequest request) {
        var did = OwnDid.read(request.did(), "/did");
        var wish = new NumberWish(request.name(), campaignOf(request), request.teams());
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, placeOrder.provision(did, wish, currentCaller.get().user(), keyed));
    }

    @POST
    @Path("/import")
    @Operation(summary = "Adopt numbers that the account has already", description = "Wires each up as a bought one, without ever buying: a number that the account does not have fails at its first step. One order each, in the order of the numbers. GET /api/numbers/unmanaged lists what there is.")
    @APIResponse(responseCode = "409", description = "campaign-full: the campaign has not a place for each; none was adopted")
    @APIResponse(responseCode = "202", description = "Under way; one order for each number", content = @Content(schema = @Schema(implementation = OrderView[].class)))
    public Uni<Response> adopt(@Valid @NotNull ImportRequest request) {
        var dids = IntStream.range(0, request.dids().size())
                .mapToObj(i -> OwnDid.read(request.dids().get(i), "/dids/" + i)).toList();
        var campaign = request.campaignId() == null || request.campaignId().isEmpty() ? null : request.campaignId();
        var wish = new NumberWish(null, campaign, request.teams());
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, placeOrder.adopt(dids, wish, currentCaller.get().user(), keyed));
    }

    @POST
    @Path("/{did}/repair")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Set a number right that drifted", description = "Makes the carrier have what is wanted: SMS and MMS, the webhook, the campaign; then reads it back. The number stays active meanwhile.")
    @APIResponse(responseCode = "202", description = "Under way", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "number-busy: it is not active, or something else is under way with it")
    public Uni<Response> repair(@RestPath String did) {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed,
                placeOrder.repair(OwnDid.inPath(did), currentCaller.get().user(), keyed));
    }

    @PUT
    @Path("/{did}/campaign")
    @Operation(summary = "Move a number to another campaign", description = "With null it is taken out of any, and can then not send. The number stays active meanwhile; GET …/order shows the steps. The same wish again is answered with the order that is under way.")
    @APIResponse(responseCode = "202", description = "Under way", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "campaign-full; or number-busy: it is not active, or something else is under way with it")
    @APIResponse(responseCode = "422", description = "The carrier lists no such campaign")
    public Uni<RestResponse<OrderView>> move(@RestPath String did, @Valid @NotNull MoveRequest request) {
        return moveNumber.move(OwnDid.inPath(did), request.campaignId(), currentCaller.get().user())
                .map(order -> RestResponse.status(RestResponse.Status.ACCEPTED, order));
    }

    @GET
    @Path("/{did}/order")
    @Operation(summary = "The number's newest order", description = "With the state of each step.")
    public Uni<OrderView> order(@RestPath String did) {
        var wanted = OwnDid.inPath(did);
        return Panache.withSession(() -> orders.newest(wanted))
                .map(found -> found.stream().findFirst().orElseThrow(OwnDid::unknown).view());
    }

    @POST
    @Path("/{did}/order/retry")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Let a failed order go on", description = "Where it failed; what was bought stays bought. With skipCampaign=true it goes on without a campaign.")
    @APIResponse(responseCode = "202", description = "Under way", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "nothing-to-retry: no order of this number has failed")
    public Uni<Response> retry(@RestPath String did, @RestQuery boolean skipCampaign) {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, placeOrder.retry(OwnDid.inPath(did), skipCampaign, keyed));
    }

    @DELETE
    @Path("/{did}")
    @Operation(summary = "Give a number back", description = "An active number waits first (hilo.order.cooling, seven days): nothing is sent from it, texts still arrive, and it can be kept. Then it is disconnected at the carrier, and that is read back; its threads stay readable. With now=true, also on a number that waits already, and for one that is not active, it is done at once. Answers with the order; 200 when it was given back before.")
    @APIResponse(responseCode = "202", description = "Under way")
    @APIResponse(responseCode = "200", description = "Given back; the order that did it")
    @APIResponse(responseCode = "409", description = "number-busy: it is being provisioned")
    public Uni<RestResponse<OrderView>> release(@RestPath String did, @RestQuery boolean now) {
        return releaseNumber.release(OwnDid.inPath(did), now, currentCaller.get().user())
                .map(OrdersResource::answer);
    }

    @POST
    @Path("/{did}/keep")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Keep a number after all", description = "One that waits to be given back is active again; its release is cancelled.")
    @APIResponse(responseCode = "200", description = "Kept", content = @Content(schema = @Schema(implementation = NumberView.class)))
    @APIResponse(responseCode = "409", description = "nothing-to-keep: it is not about to be given back, or that has begun")
    public Uni<Response> keep(@RestPath String did) {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, releaseNumber.keep(OwnDid.inPath(did), keyed));
    }

    private @Nullable String campaignOf(ProvisionRequest request) {
        var named = request.campaignId() == null ? config.defaultCampaign().orElse("") : request.campaignId();
        return named.isEmpty() ? null : named;
    }

    private static RestResponse<OrderView> answer(OrderView order) {
        return RestResponse.status(order.state().isOpen() ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK,
                order);
    }
}
