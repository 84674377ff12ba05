package dev.hilo.messaging.search;

import java.time.DateTimeException;
import java.time.ZoneId;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.messaging.search.Search.Results;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.page.NextPage;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Messages by words and by who, where and when; threads by part of a number or a name. */
@Path("/api/search")
@Authenticated
@Prompt
class SearchResource {

    private final Search search;
    private final CurrentCaller caller;
    private final ZoneId homeZone;

    SearchResource(Search search, CurrentCaller caller,
            @ConfigProperty(name = "hilo.report.zone") ZoneId homeZone) {
        this.search = search;
        this.caller = caller;
        this.homeZone = homeZone;
    }

    @GET
    public Uni<RestResponse<Results>> find(
            @Parameter(description = "Words, the last one perhaps unfinished; \"phrases\"; -unwanted; "
                    + "from:me, from:contact or from:USER; label:KEY; in:PART-OF-ONE-OF-OUR-NUMBERS; "
                    + "before: and after: a date, a month or a year. Or part of a contact's number in any form.") @RestQuery @NotBlank @Size(max = 200) String q,
            @Parameter(description = "Where a day begins (IANA)") @RestQuery @Nullable String zone,
            @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("30") @Min(1) @Max(100) int limit,
            @Context UriInfo uri) {
        return search.find(caller.get(), q, zone == null ? homeZone : zoneOf(zone),
                cursor == null ? null : Place.of(cursor), limit).map(page -> answer(page, uri));
    }

    private static RestResponse<Results> answer(Search.Page page, UriInfo uri) {
        var next = page.next();
        return next == null
                ? RestResponse.ok(page.results())
                : ResponseBuilder.ok(page.results())
                        .header(HttpHeaders.LINK, NextPage.link(uri, "cursor", next.cursor())).build();
    }

    private static ZoneId zoneOf(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "zone", "not a time zone such as Europe/Madrid");
        }
    }
}
