package dev.hilo.webhook.browse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.page.NextPage;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.archive.Cursor;
import dev.hilo.webhook.browse.DeliveryDetail.Today;
import dev.hilo.webhook.outcome.Outcomes;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.ReadAgain;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY;

/** What the carrier posted. */
@Path("/api/journal/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Blocking
class DeliveriesResource {

    private static final Logger LOG = Logger.getLogger(DeliveriesResource.class);
    private static final ObjectMapper EVENTS = new ObjectMapper();

    private final BrowseDeliveries browse;
    private final FindDeliveries find;
    private final Archive archive;
    private final ReadAgain readAgain;
    private final Outcomes outcomes;
    private final CurrentCaller caller;

    DeliveriesResource(BrowseDeliveries browse, FindDeliveries find, Archive archive, ReadAgain readAgain,
            Outcomes outcomes, CurrentCaller caller) {
        this.browse = browse;
        this.find = find;
        this.archive = archive;
        this.readAgain = readAgain;
        this.outcomes = outcomes;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Deliveries, newest first", description = "Link rel=\"next\" leads on. A request looks at a "
            + "bounded number of records: one that stopped before its page was full says so in X-Journal-Scanned "
            + "(records looked at) and X-Journal-Until (down to which instant), and its next page goes on. "
            + "X-Journal-Outcomes: unavailable while messaging cannot be asked; a filter by verdict then leaves "
            + "everything in.")
    @APIResponse(responseCode = "200", description = "OK", content = @Content(schema = @Schema(type = ARRAY, implementation = DeliveryView.class)))
    public Response list(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to,
            @Parameter(description = "text, group, receipt or quarantined") @QueryParam("kind") @Nullable String kind,
            @QueryParam("source") @Nullable String source,
            @Parameter(description = "A number in any spelling that takes part in it; two with | between them name a conversation and are found much faster") @QueryParam("number") @Nullable String number,
            @Parameter(description = "shown, folded, known, applied, parked or none") @QueryParam("verdict") @Nullable String verdict,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @Context UriInfo uri) {
        var page = browse.page(Wanted.of(from, to, kind, source, number, verdict), cursor, limit, authorization);
        var response = Response.ok(page.deliveries());
        if (!page.outcomesKnown()) {
            response.header("X-Journal-Outcomes", "unavailable");
        }
        page.stopped().ifPresent(stop -> response.header("X-Journal-Scanned", stop.looked())
                .header("X-Journal-Until", stop.until()));
        page.next().map(Cursor::wire)
                .ifPresent(next -> response.header(HttpHeaders.LINK, NextPage.link(uri, "cursor", next)));
        return response.build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One delivery with its bytes", description = "Whoever looks is noted in the log.")
    @APIResponse(responseCode = "200", description = "OK", content = @Content(schema = @Schema(implementation = DeliveryDetail.class)))
    public Response one(@PathParam("id") UUID id,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        var found = archive.reading(reader -> find.find(reader, List.of(id))).get(id);
        if (found == null) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, "The journal has no such delivery, or no longer");
        }
        LOG.infof("%s looks at the body of delivery %s", caller.get().user(), id);
        var known = outcomes.ask(List.of(id), authorization);
        var response = Response.ok(detail(found, known.orElse(null)));
        return (known.isPresent() ? response : response.header("X-Journal-Outcomes", "unavailable")).build();
    }

    private DeliveryDetail detail(Journalled found, Outcomes.@Nullable Known known) {
        var delivery = found.delivery();
        var reading = readAgain.read(delivery);
        var view = DeliveryView.of(found, reading);
        return new DeliveryDetail(known == null ? view : view.with(known.outcome(delivery.id())),
                delivery.contentType(), delivery.headers(), new String(delivery.body(), UTF_8), delivery.bodyBase64(),
                new Today(reading.kind(), reading.reason(),
                        reading.events().stream().map(DeliveriesResource::asOnItsTopic).toList()),
                known == null ? null : known.of(delivery.id()).stream().findFirst().orElse(null));
    }

    private static JsonNode asOnItsTopic(HiloEvent event) {
        try {
            return EVENTS.readTree(EventCodec.write(event));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
