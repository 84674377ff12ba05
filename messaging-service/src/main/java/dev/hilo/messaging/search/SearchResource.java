package dev.hilo.messaging.search;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

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
import dev.hilo.messaging.search.Search.Cursor;
import dev.hilo.messaging.search.Search.Results;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.page.NextPage;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages by words, threads by part of a number. */
@Path("/api/search")
@Authenticated
@Prompt
class SearchResource {

    private final Search search;
    private final CurrentCaller caller;

    SearchResource(Search search, CurrentCaller caller) {
        this.search = search;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<Results>> find(@RestQuery @NotBlank @Size(max = 200) String q,
            @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("30") @Min(1) @Max(100) int limit,
            @Context UriInfo uri) {
        return search.find(caller.get(), q, cursor == null ? null : read(cursor), limit)
                .map(results -> results.messages().size() <= limit
                        ? RestResponse.ok(results)
                        : page(results, limit, uri));
    }

    private static RestResponse<Results> page(Results results, int limit, UriInfo uri) {
        var shown = results.messages().subList(0, limit);
        var last = shown.getLast().message();
        var next = Base64.getUrlEncoder().withoutPadding()
                .encodeToString((last.createdAt() + "|" + last.id()).getBytes(UTF_8));
        return ResponseBuilder.ok(new Results(shown, results.threads()))
                .header(HttpHeaders.LINK, NextPage.link(uri, "cursor", next))
                .build();
    }

    private static Cursor read(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\\|", 2);
            return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException unreadable) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "cursor", "not a cursor of this search");
        }
    }
}
