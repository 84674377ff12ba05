package dev.hilo.messaging.carrier;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hilo.contracts.PhoneNumber;

/**
 * The one rule that says what an answer of {@code GET /mdr} means. It reads everything that was ever seen of it: an
 * empty list as 404, an error inside a 200, a {@code Description} that is an object, keys in other spellings, numbers
 * as numbers or texts. A row that cannot be read is left out: it proves nothing either.
 */
final class RecordsRule {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** "No Records Found". */
    private static final String EMPTY = "6604";

    private RecordsRule() {
    }

    /**
     * @param zone the carrier's clock
     * @throws RecordsUnavailable when the answer is no list
     */
    static List<CarrierRecord> of(int status, String body, CarrierRecord.Kind kind, ZoneId zone) {
        var answer = parse(body);
        if (answer.isArray() && status >= 200 && status < 300) {
            List<CarrierRecord> records = new ArrayList<>();
            answer.forEach(row -> records.addAll(read(row, kind, zone)));
            return records;
        }
        if (field(answer, "Code").asText("").equals(EMPTY) || (status == 404 && answer.isObject())) {
            return List.of();
        }
        throw new RecordsUnavailable("http-" + status + (answer.isObject()
                ? " code " + field(answer, "Code").asText("none")
                : ", not a list"));
    }

    private static List<CarrierRecord> read(JsonNode row, CarrierRecord.Kind kind, ZoneId zone) {
        var direction = field(row, "direction").asText("OUTBOUND");
        var source = number(field(row, "source"));
        var moments = moments(field(row, "timestamp"), zone);
        if (!direction.equalsIgnoreCase("OUTBOUND") || source.isEmpty() || moments.isEmpty()) {
            return List.of();
        }
        var refId = field(row, "refId").asText("").strip();
        var receipt = field(row, "deliveryReceipt").asText("").strip();
        return recipients(field(row, "destination")).stream()
                .map(to -> new CarrierRecord(refId.isEmpty() ? null : refId, kind, source.get(), to, moments,
                        receipt))
                .toList();
    }

    private static List<PhoneNumber> recipients(JsonNode node) {
        List<PhoneNumber> recipients = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(one -> number(one).ifPresent(recipients::add));
        } else {
            number(node).ifPresent(recipients::add);
        }
        return recipients;
    }

    /** Eleven digits without a plus, as text or as a number. */
    private static Optional<PhoneNumber> number(JsonNode node) {
        var text = node.asText("").strip();
        return PhoneNumber.parse(text.matches("\\d{11,15}") ? "+" + text : text);
    }

    /** {@code 2021-08-02 10:37:10} on the carrier's clock; with an offset, or as seconds, should it change its mind. */
    private static List<Instant> moments(JsonNode node, ZoneId zone) {
        var text = node.asText("").strip().replace(' ', 'T');
        try {
            if (text.matches("\\d{9,11}")) {
                return List.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (text.matches(".*T.*([Zz]|[+-]\\d\\d:\\d\\d)")) {
                return List.of(OffsetDateTime.parse(text).toInstant());
            }
            var local = LocalDateTime.parse(text);
            var offsets = zone.getRules().getValidOffsets(local);
            return offsets.isEmpty()
                    ? List.of(local.atZone(zone).toInstant())
                    : offsets.stream().map(local::toInstant).toList();
        } catch (DateTimeException notATime) {
            return List.of();
        }
    }

    /** {@code refId} in the carrier's schema is {@code refID} in its example. */
    private static JsonNode field(JsonNode row, String name) {
        for (var field : row.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode parse(String body) {
        try {
            var node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
