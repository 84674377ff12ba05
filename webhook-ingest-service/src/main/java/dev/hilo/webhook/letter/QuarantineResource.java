package dev.hilo.webhook.letter;

import java.time.Instant;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.Topics;
import dev.hilo.platform.page.NextPage;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.browse.DeliveryView;
import dev.hilo.webhook.decision.DecisionView;
import dev.hilo.webhook.decision.Decisions;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.ReadAgain;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.ARRAY;

/** Deliveries that were not understood. */
@Path("/api/journal/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Blocking
class QuarantineResource {

    private final LetterPages pages;
    private final Decisions decisions;
    private final Archive archive;
    private final ReadAgain readAgain;

    QuarantineResource(LetterPages pages, Decisions decisions, Archive archive, ReadAgain readAgain) {
        this.pages = pages;
        this.decisions = decisions;
        this.archive = archive;
        this.readAgain = readAgain;
    }

    /**
     * @param reason why it was put here
     * @param delivery what it is by today's parser; absent when the record itself cannot be read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuarantinedView(Place place, Instant at, String reason, @Nullable DeliveryView delivery,
            @Nullable DecisionView decision) {
    }

    @GET
    @Operation(summary = "Quarantined deliveries, newest first", description = "A delivery whose kind is no longer "
            + "\"quarantined\" would be read today.")
    @APIResponse(responseCode = "200", description = "OK", content = @Content(schema = @Schema(type = ARRAY, implementation = QuarantinedView.class)))
    public Response list(
            @Parameter(description = "open, settled or all") @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit, @Context UriInfo uri) {
        var page = pages.page(Topics.WEBHOOK_QUARANTINE, state, cursor, limit);
        var records = archive.reading(reader -> reader.at(page.letters().stream().map(Letter::place).toList()));
        var views = page.letters().stream().map(letter -> {
            var entry = records.get(letter.place());
            var delivery = entry == null
                    ? null
                    : Journalled.of(entry)
                            .map(found -> DeliveryView.of(found, readAgain.read(found.delivery()))).orElse(null);
            return new QuarantinedView(letter.place(), letter.at(), letter.reason(), delivery,
                    decisions.of(letter.place()).orElse(null));
        }).toList();
        var response = Response.ok(views);
        page.next().ifPresent(next -> response.header(HttpHeaders.LINK, NextPage.link(uri, "cursor", next)));
        return response.build();
    }
}
