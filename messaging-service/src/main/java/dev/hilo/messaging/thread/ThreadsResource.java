package dev.hilo.messaging.thread;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.page.NextPage;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The list of conversations and their timelines. */
@Path("/api/threads")
@Authenticated
@Prompt
class ThreadsResource {

    /** The baseline for a client's gap detection: everything up to it is in, or older than, what was answered. */
    private static final String LAST_SEQ = "X-Thread-Last-Seq";

    /** @param seq the newest number the agent has seen */
    record ReadRequest(@NotNull @Min(0) Long seq) {
    }

    record NoteRequest(@NotBlank @Size(max = 10_000) String body) {
    }

    private final Threads threads;
    private final CountThreads countThreads;
    private final ReadThread readThread;
    private final WriteNote writeNote;
    private final VisibleNumbers visibleNumbers;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    ThreadsResource(Threads threads, CountThreads countThreads, ReadThread readThread, WriteNote writeNote,
            VisibleNumbers visibleNumbers, Idempotency idempotency, CurrentRequest currentRequest,
            CurrentCaller caller) {
        this.threads = threads;
        this.countThreads = countThreads;
        this.readThread = readThread;
        this.writeNote = writeNote;
        this.visibleNumbers = visibleNumbers;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @GET
    public Uni<RestResponse<List<ThreadSummary>>> list(@RestQuery @Nullable String filter,
            @RestQuery @Nullable List<String> did, @RestQuery @Nullable List<String> label,
            @RestQuery @Nullable String assignee, @RestQuery @Nullable String team, @RestQuery @Nullable String order,
            @RestQuery @Nullable String q, @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit, @Context UriInfo uri) {
        var user = caller.get();
        var scope = ThreadScope.of(did, label, assignee, team);
        var tab = ThreadFilter.of(filter, "filter");
        var sorted = ThreadOrder.of(order, "order");
        return visibleNumbers.of(user).chain(visible -> {
            var query = new ThreadListQuery(user.user(), visible, scope, tab, sorted, limit);
            if (q != null && !q.isBlank()) {
                query = query.containing(q.strip());
            }
            if (cursor != null) {
                query = query.after(ThreadListQuery.Cursor.of(cursor));
            }
            return page(query, limit, uri);
        });
    }

    /** How many conversations each tab holds, within the same scope as the list. */
    @GET
    @Path("/counts")
    public Uni<ThreadCounts> counts(@RestQuery @Nullable List<String> did, @RestQuery @Nullable List<String> label,
            @RestQuery @Nullable String assignee, @RestQuery @Nullable String team) {
        return countThreads.count(caller.get(), ThreadScope.of(did, label, assignee, team));
    }

    @GET
    @Path("/{id}")
    public Uni<ThreadSummary> one(@RestPath UUID id) {
        return threads.require(caller.get(), id);
    }

    @GET
    @Path("/{id}/messages")
    public Uni<RestResponse<List<MessageView>>> messages(@RestPath UUID id, @RestQuery @Nullable Long before,
            @RestQuery @Nullable Long after, @RestQuery @Nullable Long from, @RestQuery @Nullable String at,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit, @Context UriInfo uri) {
        var place = Place.of(before, after, from, at);
        // The number is read before the messages: they may be newer than it says, never older.
        return threads.require(caller.get(), id).chain(summary -> threads.timeline(id, place, limit)
                .map(page -> {
                    var response = ResponseBuilder.ok(page.messages())
                            .header(LAST_SEQ, summary.thread().lastSeq());
                    return page.next() == null
                            ? response.build()
                            : response.header(HttpHeaders.LINK,
                                    NextPage.link(uri, place.goesOn(), page.next().toString())).build();
                }));
    }

    @POST
    @Path("/{id}/read")
    @APIResponse(responseCode = "204", description = "Noted")
    public Uni<Response> read(@RestPath UUID id, @NotNull @Valid ReadRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, readThread.read(caller.get(), id, request.seq(), keyed));
    }

    @POST
    @Path("/{id}/notes")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "Written", content = @Content(schema = @Schema(implementation = MessageView.class)))
    public Uni<Response> note(@RestPath UUID id, @NotNull @Valid NoteRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, writeNote.write(caller.get(), id, request.body(), keyed));
    }

    private Uni<RestResponse<List<ThreadSummary>>> page(ThreadListQuery query, int limit, UriInfo uri) {
        return threads.page(query).map(page -> {
            if (page.size() <= limit) {
                return RestResponse.ok(page);
            }
            var shown = page.subList(0, limit);
            var next = query.next(shown.getLast().thread()).text();
            return ResponseBuilder.ok(shown).header(HttpHeaders.LINK, NextPage.link(uri, "cursor", next)).build();
        });
    }
}
