package dev.hilo.platform.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads the key of this request and takes the fingerprint of what it asks. */
@RequestScoped
public class CurrentRequest {

    /** The header that names a request. */
    public static final String KEY = "Idempotency-Key";
    /** Longest key. */
    static final int LONGEST = 200;

    private final CurrentCaller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;
    private final ObjectMapper json;

    CurrentRequest(CurrentCaller caller, HttpHeaders headers, UriInfo uri, Request request, ObjectMapper json) {
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
        this.request = request;
        this.json = json;
    }

    /** A request without a body. */
    public KeyedRequest keyed() {
        return of(new byte[0]);
    }

    /** @param body as it was read: its fields in their own order, so that spelling and spaces do not matter */
    public KeyedRequest keyed(@Nullable Object body) {
        return of(write(body));
    }

    /**
     * @param name what the sender calls the file
     * @param content its bytes
     */
    public KeyedRequest keyedUpload(@Nullable String name, byte[] content) {
        return of(write(name), content);
    }

    private KeyedRequest of(byte[]... content) {
        var digest = sha256();
        digest.update(write(request.getMethod()));
        digest.update(write(uri.getPath()));
        digest.update(write(new TreeMap<>(uri.getQueryParameters())));
        for (var part : content) {
            digest.update(part);
        }
        return new KeyedRequest(caller.get().user(), key(), HexFormat.of().formatHex(digest.digest()));
    }

    private @Nullable String key() {
        var key = headers.getHeaderString(KEY);
        if (key != null && (key.isBlank() || key.length() > LONGEST)) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, KEY, "1 to " + LONGEST + " characters");
        }
        return key;
    }

    private byte[] write(@Nullable Object value) {
        try {
            return json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The lock of a key: the first half of a digest, which no other lock of ours is likely to have. */
    static long lockOf(String caller, String key) {
        var digest = sha256().digest((KEY + "\n" + caller + "\n" + key).getBytes(UTF_8));
        return java.nio.ByteBuffer.wrap(digest).getLong();
    }
}
