package dev.hilo.messaging.gallery;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.conversation.MessageRow;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.page.NextPage;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The messages of a thread that have something to see. */
@Path("/api/threads/{id}/media")
@Authenticated
@Prompt
class GalleryResource {

    private static final String PAGE = "select " + MessageRow.COLUMNS + " from message m"
            + " where m.thread_id = $1 and m.media_count > 0 and m.seq < $2 order by m.seq desc limit $3";

    private final Threads threads;
    private final Pool database;
    private final Views views;
    private final CurrentCaller caller;

    GalleryResource(Threads threads, Pool database, Views views, CurrentCaller caller) {
        this.threads = threads;
        this.database = database;
        this.views = views;
        this.caller = caller;
    }

    /** @param before the place of the oldest message of the page before */
    @GET
    public Uni<RestResponse<List<MessageView>>> page(@RestPath UUID id, @RestQuery @Nullable Long before,
            @RestQuery @DefaultValue("24") @Min(1) @Max(100) int limit, @Context UriInfo uri) {
        return threads.require(caller.get(), id)
                .chain(() -> database.preparedQuery(PAGE)
                        .execute(Tuple.of(id, before == null ? Long.MAX_VALUE : before, limit + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(MessageRow::of).map(views::of)
                        .toList())
                .map(page -> paged(page, limit, uri));
    }

    private static RestResponse<List<MessageView>> paged(List<MessageView> page, int limit, UriInfo uri) {
        var shown = page.size() > limit ? page.subList(0, limit) : page;
        var response = ResponseBuilder.ok(shown.stream().filter(GalleryResource::hasSomethingToSee).toList());
        return page.size() > limit
                ? response.header(HttpHeaders.LINK, NextPage.link(uri, "before", Long.toString(shown.getLast().seq())))
                        .build()
                : response.build();
    }

    private static boolean hasSomethingToSee(MessageView message) {
        return message.media().stream().anyMatch(medium -> medium.state() == MediaView.State.READY);
    }
}
