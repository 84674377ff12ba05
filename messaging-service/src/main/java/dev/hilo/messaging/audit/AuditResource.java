package dev.hilo.messaging.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.messaging.problem.Prompt;
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

/** Who changed what, for managers and admins. */
@Path("/api/audit")
@Authenticated
@Prompt
class AuditResource {

    private final AuditTrail trail;
    private final CurrentCaller caller;

    AuditResource(AuditTrail trail, CurrentCaller caller) {
        this.trail = trail;
        this.caller = caller;
    }

    /**
     * @param what a kind of thing ({@code label}) or of change ({@code label.changed})
     * @param from the first moment, ISO 8601
     * @param to the moment after the last
     */
    @GET
    public Uni<RestResponse<List<AuditTrail.Entry>>> list(@RestQuery @Nullable String what,
            @RestQuery @Nullable String user, @RestQuery @Nullable String from, @RestQuery @Nullable String to,
            @RestQuery @Nullable String cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Context UriInfo uri) {
        if (!caller.get().isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "managers and admins see who changed what");
        }
        var query = new AuditTrail.Query(unlessBlank(what), unlessBlank(user), momentOf("from", unlessBlank(from)),
                momentOf("to", unlessBlank(to)), cursor == null ? null : cursorOf(cursor), limit);
        return trail.page(query).map(page -> paged(page, limit, uri));
    }

    private static RestResponse<List<AuditTrail.Entry>> paged(List<AuditTrail.Entry> page, int limit, UriInfo uri) {
        if (page.size() <= limit) {
            return RestResponse.ok(page);
        }
        var shown = page.subList(0, limit);
        return ResponseBuilder.ok(shown)
                .header(HttpHeaders.LINK, NextPage.link(uri, "cursor", shown.getLast().id().toString())).build();
    }

    private static @Nullable String unlessBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable Instant momentOf(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/" + field, "a moment, as 2026-11-23T08:00:00Z");
        }
    }

    private static UUID cursorOf(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/cursor", "as the answer's link had it");
        }
    }
}
