package dev.hilo.messaging.media;

import java.util.UUID;

import dev.hilo.contracts.messaging.MediaView;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One attachment as it stands.
 *
 * @param bytes size of our copy
 * @param problem why there is none, in a word
 */
public record Medium(UUID id, MediaView.State state, @Nullable String contentType, @Nullable String name,
        @Nullable Long bytes, @Nullable String problem) {

    /** One that still lies at the carrier. */
    public static Medium fetching(UUID id) {
        return new Medium(id, MediaView.State.FETCHING, null, null, null, null);
    }

    public Medium ready(String type, long size) {
        return new Medium(id, MediaView.State.READY, type, name, size, null);
    }

    public Medium failed(String why) {
        return new Medium(id, MediaView.State.FAILED, null, name, null, why);
    }

    /** From the JSON that {@link #AS_JSON} makes. */
    public static Medium of(JsonObject json) {
        return new Medium(UUID.fromString(json.getString("id")), MediaView.State.valueOf(json.getString("state")),
                json.getString("contentType"), json.getString("name"), json.getLong("bytes"),
                json.getString("problem"));
    }

    /** A select expression: the media of message {@code m}, in order, as one JSON array or null. */
    public static final String AS_JSON = """
            case when m.media_count > 0 then (
                select jsonb_agg(jsonb_build_object('id', d.id, 'state', d.state, 'contentType', d.content_type,
                    'name', d.name, 'bytes', d.bytes, 'problem', d.problem) order by d.position)
                from media d where d.message_id = m.id and not d.wording and d.correction_id is null) end""";
}
