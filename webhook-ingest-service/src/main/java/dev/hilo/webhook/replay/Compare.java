package dev.hilo.webhook.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.webhook.outcome.Recorded;
import dev.hilo.webhook.reread.Reading;
import org.jspecify.annotations.Nullable;

/** What today's parser reads against what messaging recorded. Pure. */
final class Compare {

    private static final String KNOWN = "known";

    private Compare() {
    }

    /** What reading it again would mean. */
    enum Change {
        /** Nothing. */
        SAME,
        /** Something is read differently. */
        CHANGED,
        /** Messaging has nothing of it. */
        NEW,
        /** It cannot be read today either. */
        STILL_QUARANTINED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One event of a delivery, or a delivery that has none.
     *
     * @param before absent when nothing came of it until now
     * @param fields what differs
     * @param event what would be emitted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(UUID delivery, Instant at, Change change, @Nullable Shape before, @Nullable Shape now,
            List<String> fields, @JsonIgnore @Nullable HiloEvent event) {
    }

    /** @param quarantined why it was put aside when it came, if it was */
    static List<Finding> of(WebhookDelivery delivery, Reading reading, List<Recorded> recorded,
            Optional<String> quarantined) {
        if (reading.kind() == Reading.Kind.QUARANTINED) {
            var before = recorded.stream().findFirst().map(first -> Shape.of(first, reading.kind()))
                    .or(() -> quarantined.map(Shape::quarantined)).orElse(null);
            return List.of(new Finding(delivery.id(), delivery.occurredAt(), Change.STILL_QUARANTINED, before,
                    Shape.quarantined(reading.reason()), List.of(), null));
        }
        return reading.events().stream().map(event -> {
            var now = Shape.of(event, reading.kind());
            var was = counterpart(now, reading, recorded);
            return was.isEmpty()
                    ? new Finding(delivery.id(), delivery.occurredAt(), Change.NEW,
                            quarantined.map(Shape::quarantined).orElse(null), now, List.of(), event)
                    : compared(delivery, event, now, was.get(), Shape.of(was.get(), reading.kind()));
        }).toList();
    }

    private static Finding compared(WebhookDelivery delivery, HiloEvent event, Shape now, Recorded recorded,
            Shape before) {
        var fields = KNOWN.equals(recorded.verdict()) && Objects.equals(now.refId(), before.refId())
                ? List.<String>of()
                : fields(event, now, before);
        return new Finding(delivery.id(), delivery.occurredAt(), fields.isEmpty() ? Change.SAME : Change.CHANGED,
                before, now, fields, event);
    }

    /** Of a text to several of our numbers, the one of the same number. */
    private static Optional<Recorded> counterpart(Shape now, Reading reading, List<Recorded> recorded) {
        return recorded.stream().filter(was -> was.message() != null && Objects.equals(was.message().to(), now.to()))
                .findFirst()
                .or(() -> reading.events().size() == 1 ? recorded.stream().findFirst() : Optional.empty());
    }

    private static List<String> fields(HiloEvent event, Shape now, Shape before) {
        List<String> fields = new ArrayList<>();
        differs(fields, "kind", before.kind(), now.kind());
        if (fields.isEmpty() && before.stat() == null) {
            differs(fields, "from", before.from(), now.from());
            differs(fields, "to", before.to(), now.to());
            if (!hasWords(event, now, before)) {
                fields.add("body");
            }
            differs(fields, "media", before.media(), now.media());
        } else if (fields.isEmpty()) {
            differs(fields, "body", before.body(), now.body());
            differs(fields, "stat", before.stat(), now.stat());
            differs(fields, "err", before.err(), now.err());
        }
        differs(fields, "refId", before.refId(), now.refId());
        return fields;
    }

    /** Words that came as a part of their own were added to the text later, on a line of their own. */
    private static boolean hasWords(HiloEvent event, Shape now, Shape before) {
        var was = Objects.requireNonNullElse(before.body(), "");
        var is = Objects.requireNonNullElse(now.body(), "");
        var added = event instanceof InboundMessage.Received text
                && text.media().stream().anyMatch(InboundMessage.Part::text);
        return was.equals(is) || (added && (is.isEmpty() || was.startsWith(is + "\n")));
    }

    private static void differs(List<String> fields, String name, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            fields.add(name);
        }
    }
}
