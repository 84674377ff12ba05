package dev.hilo.messaging.outbound;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One effect per key and caller. The key is claimed by the transaction that has the effect: a second request waits for
 * the first one's commit and then gets its answer, byte for byte.
 */
@ApplicationScoped
class IdempotencyKeys {

    private static final String CLAIM = """
            insert into idempotency (caller, key, request, created_at) values ($1, $2, $3, $4)
            on conflict (caller, key) do nothing returning key
            """;

    private final ObjectMapper json;

    IdempotencyKeys(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Claims the key.
     *
     * @return the answer given before, or null when the key is new and now this transaction's
     */
    Uni<@Nullable String> claim(SqlConnection transaction, String caller, String key, SendRequest request,
            Instant now) {
        var fingerprint = fingerprint(request);
        return transaction.preparedQuery(CLAIM)
                .execute(Tuple.of(caller, key, fingerprint, now.atOffset(ZoneOffset.UTC)))
                .chain(rows -> rows.size() == 1
                        ? Uni.createFrom().nullItem()
                        : stored(transaction, caller, key, fingerprint));
    }

    Uni<Void> answer(SqlConnection transaction, String caller, String key, String answer) {
        return transaction.preparedQuery("update idempotency set answer = $3 where caller = $1 and key = $2")
                .execute(Tuple.of(caller, key, answer)).replaceWithVoid();
    }

    String write(Accepted accepted) {
        try {
            return json.writeValueAsString(accepted);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The message id that a key asks for: the key itself when the browser made a UUID. */
    static @Nullable UUID asId(String key) {
        try {
            var id = UUID.fromString(key);
            return id.toString().equalsIgnoreCase(key) ? id : null;
        } catch (IllegalArgumentException another) {
            return null;
        }
    }

    private static Uni<String> stored(SqlConnection transaction, String caller, String key, String fingerprint) {
        return transaction.preparedQuery("select request, answer from idempotency where caller = $1 and key = $2")
                .execute(Tuple.of(caller, key))
                .map(rows -> {
                    var row = rows.iterator().next();
                    if (!fingerprint.equals(row.getString("request"))) {
                        throw ProblemException.of(MessagingProblem.IDEMPOTENCY_MISMATCH,
                                "the key was used for a request with another content");
                    }
                    return row.getString("answer");
                });
    }

    private String fingerprint(SendRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsString(request).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
