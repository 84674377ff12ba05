package dev.hilo.messaging.media;

import java.io.FileNotFoundException;
import java.util.Map;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
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
            select content_type, name, bytes from media where id = $1 and state = 'READY'
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
        var name = nameOf(file.fileName());
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
            @RestQuery @Nullable String s) {
        if (e == null || s == null || !links.permits(id, e, s)) {
            throw notFound();
        }
        return database.preparedQuery(READY).execute(Tuple.of(id))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw notFound();
                    }
                    return rows.iterator().next();
                })
                .chain(row -> store.get(id).map(content -> served(row, content)))
                .onFailure(FileNotFoundException.class).transform(_ -> notFound());
    }

    /** Somebody else's bytes under our name: never sniffed, never scripted, shown in place only when it is a picture. */
    private static RestResponse<byte[]> served(Row row, Buffer content) {
        var type = row.getString("content_type");
        var response = ResponseBuilder.ok(content.getBytes());
        Map.of(HttpHeaders.CONTENT_TYPE, type,
                "X-Content-Type-Options", "nosniff",
                "Content-Security-Policy", "sandbox; default-src 'none'",
                "Cross-Origin-Resource-Policy", "same-site",
                "Referrer-Policy", "no-referrer",
                HttpHeaders.CONTENT_DISPOSITION, disposition(type, row.getString("name")),
                HttpHeaders.CACHE_CONTROL, "private, max-age=3600, immutable").forEach(response::header);
        return response.build();
    }

    private static String disposition(String type, @Nullable String name) {
        var file = name == null ? "" : "; filename=\"" + name + "\"";
        return (Sniffed.inline(type) ? "inline" : "attachment") + file;
    }

    /** The last part of what the browser called it, in characters that mean nothing to a header or a file system. */
    private static @Nullable String nameOf(@Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        var plain = last.replaceAll("[^\\p{Alnum}._ -]", "_").strip();
        return plain.isEmpty() ? null : plain.substring(Math.max(0, plain.length() - 100));
    }

    private static ProblemException notFound() {
        return ProblemException.of(CommonProblem.NOT_FOUND, "there is no such medium, or its address has expired");
    }
}
