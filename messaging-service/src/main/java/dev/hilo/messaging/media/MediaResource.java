package dev.hilo.messaging.media;

import java.io.FileNotFoundException;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Uploads, and media served under signed addresses. */
@Path("/")
class MediaResource {

    /** One uploaded picture; the url is signed, short-lived and relative to the gateway. */
    record Uploaded(UUID id, String url, String contentType, long bytes, @Nullable String name) {

        static Uploaded of(MediaView view) {
            return new Uploaded(view.id(), String.valueOf(view.url()), String.valueOf(view.contentType()),
                    view.bytes() == null ? 0 : view.bytes(), view.name());
        }
    }

    private static final String READY = """
            select content_type, name from media where id = $1 and state = 'READY'
            """;

    private final Uploads uploads;
    private final MediaLinks links;
    private final MediaStore store;
    private final MediaConfig config;
    private final Pool database;
    private final Vertx vertx;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    MediaResource(Uploads uploads, MediaLinks links, MediaStore store, MediaConfig config, Pool database, Vertx vertx,
            Idempotency idempotency, CurrentRequest currentRequest, CurrentCaller caller) {
        this.uploads = uploads;
        this.links = links;
        this.store = store;
        this.config = config;
        this.database = database;
        this.vertx = vertx;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @POST
    @Path("/api/media")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Authenticated
    @APIResponse(responseCode = "201", description = "Kept", content = @Content(schema = @Schema(implementation = Uploaded.class)))
    public Uni<Response> upload(@RestForm("file") @Nullable FileUpload file) {
        if (file == null) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/file", "a file is needed");
        }
        if (file.size() > config.uploadMaxBytes()) {
            throw ProblemException.of(CommonProblem.TOO_LARGE,
                    "at most " + config.uploadMaxBytes() + " bytes; this has " + file.size());
        }
        var owner = caller.get().user();
        var name = file.fileName();
        return vertx.fileSystem().readFile(file.uploadedFile().toString()).chain(read -> {
            var content = read.getBytes();
            var keyed = currentRequest.keyedUpload(name, content);
            return idempotency.respond(keyed, uploads.keep(owner, name, content, keyed, Uploaded::of));
        });
    }

    /** No login: the address is the permission. What is wrong with it is not said. */
    @GET
    @Path("/media/{id}")
    public Uni<RestResponse<byte[]>> download(@RestPath UUID id, @RestQuery @Nullable Long e,
            @RestQuery @Nullable String s, @RestHeader("Range") @Nullable String range) {
        var left = permitted(id, false, e, s);
        return ready(id).chain(row -> store.get(id).map(content -> Served.of(content, row.getString("content_type"),
                row.getString("name"), left, range)))
                .onFailure(FileNotFoundException.class).transform(_ -> notFound());
    }

    /** The small picture that we drew of it. */
    @GET
    @Path("/media/{id}/thumbnail")
    public Uni<RestResponse<byte[]>> thumbnail(@RestPath UUID id, @RestQuery @Nullable Long e,
            @RestQuery @Nullable String s) {
        var left = permitted(id, true, e, s);
        return ready(id).chain(() -> store.get(Medium.thumbnailOf(id)))
                .map(content -> Served.of(content, Sniffed.of(content.getBytes()).type(), null, left, null))
                .onFailure(FileNotFoundException.class).transform(_ -> notFound());
    }

    /** @return the seconds that the address is still good for */
    private long permitted(UUID id, boolean thumbnail, @Nullable Long expiry, @Nullable String signature) {
        if (expiry == null || signature == null || !links.permits(id, thumbnail, expiry, signature)) {
            throw notFound();
        }
        return links.secondsLeft(expiry);
    }

    private Uni<Row> ready(UUID id) {
        return database.preparedQuery(READY).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw notFound();
            }
            return rows.iterator().next();
        });
    }

    private static ProblemException notFound() {
        return ProblemException.of(CommonProblem.NOT_FOUND, "there is no such medium, or its address has expired");
    }
}
