package dev.hilo.messaging.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Row;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A text's place among all of them, newest first; as a cursor what comes next is older. */
record Place(Instant at, UUID id) {

    static Place of(Row row, String at, String id) {
        return new Place(row.getOffsetDateTime(at).toInstant(), row.getUUID(id));
    }

    /** Before all texts of that moment. */
    static Place before(Instant at) {
        return new Place(at, new UUID(0, 0));
    }

    static Place of(String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("\\|", 2);
            return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException unreadable) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "cursor", "not a cursor of this search");
        }
    }

    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(UTF_8));
    }

    Object atAsParameter() {
        return at.atOffset(ZoneOffset.UTC);
    }
}
