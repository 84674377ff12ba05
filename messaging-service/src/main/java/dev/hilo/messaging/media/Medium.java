package dev.hilo.messaging.media;

import java.util.UUID;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.platform.identity.Ids;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One attachment as it stands.
 *
 * @param bytes size of our copy
 * @param problem why there is none, or what it waits for, in a word
 * @param thumbnail whether a small picture of it lies beside it
 * @param width of the picture as it is seen, in pixels
 */
public record Medium(UUID id, MediaView.State state, @Nullable String contentType, @Nullable String name,
        @Nullable Long bytes, @Nullable String problem, boolean thumbnail, @Nullable Integer width,
        @Nullable Integer height) {

    /** One that still lies at the carrier. */
    public static Medium fetching(UUID id) {
        return waiting(id, null);
    }

    /** Its bytes are not to be shown yet. */
    public static Medium waiting(UUID id, @Nullable MediaProblem problem) {
        return new Medium(id, MediaView.State.FETCHING, null, null, null, problem == null ? null : problem.wire(),
                false, null, null);
    }

    public static Medium ready(UUID id, String type, @Nullable String name, long size, @Nullable Preview preview) {
        return new Medium(id, MediaView.State.READY, type, name, size, null, preview != null,
                preview == null ? null : preview.width(), preview == null ? null : preview.height());
    }

    public static Medium failed(UUID id, MediaProblem problem) {
        return new Medium(id, MediaView.State.FAILED, null, null, null, problem.wire(), false, null, null);
    }

    public boolean retryable() {
        return state == MediaView.State.FAILED && MediaProblem.retryable(problem);
    }

    /** The store's key of the small picture of a medium. */
    public static UUID thumbnailOf(UUID id) {
        return Ids.derived(id, "thumbnail");
    }

    /** From the JSON that {@link #AS_JSON} makes. */
    public static Medium of(JsonObject json) {
        return new Medium(UUID.fromString(json.getString("id")), MediaView.State.valueOf(json.getString("state")),
                json.getString("contentType"), json.getString("name"), json.getLong("bytes"),
                json.getString("problem"), json.getBoolean("thumbnail"), json.getInteger("width"),
                json.getInteger("height"));
    }

    /** A select expression: the media of message {@code m}, in order, as one JSON array or null. */
    public static final String AS_JSON = """
            case when m.media_count > 0 then (
                select jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'contentType', d.content_type,
                    'name', d.name, 'bytes', d.bytes, 'problem', d.problem, 'thumbnail', d.thumbnail,
                    'width', d.width, 'height', d.height) order by d.position)
                from media d where d.message_id = m.id and not d.wording and d.correction_id is null) end""";
}
