package dev.hilo.platform.problem;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem as it goes over the wire.
 *
 * @param errors the fields at fault, for a request that can be corrected
 * @param facts members of this kind of problem alone (RFC 9457 §3.2), such as the newer messages of a stale send
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(URI type, String title, int status, @Nullable String detail, @Nullable String instance,
        @Nullable String traceId, List<FieldError> errors, @JsonAnyGetter Map<String, Object> facts) {

    private static final String TYPES = "https://hilo.dev/problems/";

    /** @param pointer where in the request body (RFC 6901), or the parameter's name */
    public record FieldError(String pointer, String detail) {
    }

    /** A problem without fields or facts of its own. */
    public static Problem of(ProblemKind kind, @Nullable String detail, @Nullable String instance) {
        return new Problem(typeOf(kind.slug()), kind.title(), kind.status(), detail, instance, null, List.of(),
                Map.of());
    }

    /** The stable address that names a kind of problem. */
    public static URI typeOf(String slug) {
        return URI.create(TYPES + slug);
    }
}
