package dev.hilo.messaging.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.carrier.CarrierRecord;
import dev.hilo.messaging.receipt.Trail;
import org.jspecify.annotations.Nullable;

/**
 * Which text of a conversation a record is about.
 * <p>
 * By its reference, when one of ours has it. Otherwise by time, and only when nothing else is possible: the record fits
 * one text alone, of the same kind, with an attempt whose reference is unknown, begun shortly before; its receipt, if it
 * repeats words, repeats that text's; and there are no more such records than such attempts of the text. What fits two
 * texts, or might be somebody else's with our number, decides nothing. Neither does a record that is missing.
 */
final class RecordRule {

    /**
     * An attempt that the carrier may have taken.
     *
     * @param refId the answer's; null when there was no answer, or it had none
     */
    record Attempt(UUID id, Instant startedAt, @Nullable String refId) {
    }

    /** A text and its attempts, provable non-acceptances left out. */
    record Text(UUID messageId, MessageStatus status, @Nullable String refId, String body, boolean mms,
            List<Attempt> attempts) {

        /** A reference that a receipt brought stands at the text alone: it is its last attempt's. */
        List<Attempt> unreferred() {
            var without = attempts.stream().filter(attempt -> attempt.refId() == null).toList();
            var brought = refId != null && attempts.stream().noneMatch(attempt -> refId.equals(attempt.refId()));
            return brought && !without.isEmpty() ? without.subList(0, without.size() - 1) : without;
        }
    }

    /** What a record says. */
    sealed interface Verdict {

        /** It is about the attempt that counts: its receipt is the text's. */
        record Current(UUID messageId) implements Verdict {
        }

        /** The carrier took the text, and nobody had told us. */
        record Taken(UUID messageId, UUID attemptId) implements Verdict {
        }

        /** It is about an attempt before the one that counts, and changes nothing. */
        record Earlier(UUID messageId) implements Verdict {
        }

        /** It can be about any of these, or about something that is not ours. */
        record Ambiguous(Set<UUID> messageIds) implements Verdict {
        }

        record NotOurs() implements Verdict {
        }
    }

    private final Duration before;
    private final Duration after;

    RecordRule(Duration before, Duration after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @param records of one conversation
     * @param texts all that we sent in it around that time
     * @param elsewhere references of these records that belong to other texts of ours
     */
    Map<CarrierRecord, Verdict> judge(List<CarrierRecord> records, List<Text> texts, Set<String> elsewhere) {
        Map<CarrierRecord, Verdict> verdicts = new LinkedHashMap<>();
        Map<CarrierRecord, List<Text>> unknown = new LinkedHashMap<>();
        for (var record : records) {
            var referred = referred(record, texts);
            if (referred != null) {
                verdicts.put(record, referred);
            } else if (record.refId() != null && elsewhere.contains(record.refId())) {
                verdicts.put(record, new Verdict.NotOurs());
            } else {
                unknown.put(record, texts.stream().filter(text -> fits(record, text)).toList());
            }
        }
        Map<UUID, Integer> claims = new HashMap<>();
        unknown.values().forEach(fitting -> fitting.forEach(text -> claims.merge(text.messageId(), 1, Integer::sum)));
        unknown.forEach((record, fitting) -> verdicts.put(record, verdict(record, fitting, claims)));
        return verdicts;
    }

    private static @Nullable Verdict referred(CarrierRecord record, List<Text> texts) {
        var refId = record.refId();
        if (refId == null) {
            return null;
        }
        for (var text : texts) {
            if (refId.equals(text.refId())) {
                return new Verdict.Current(text.messageId());
            }
        }
        for (var text : texts) {
            if (text.attempts().stream().anyMatch(attempt -> refId.equals(attempt.refId()))) {
                return new Verdict.Earlier(text.messageId());
            }
        }
        return null;
    }

    private Verdict verdict(CarrierRecord record, List<Text> fitting, Map<UUID, Integer> claims) {
        if (fitting.isEmpty()) {
            return new Verdict.NotOurs();
        }
        var text = fitting.getFirst();
        if (fitting.size() > 1
                || Objects.requireNonNull(claims.get(text.messageId()), "counted") > text.unreferred().size()) {
            return new Verdict.Ambiguous(fitting.stream().map(Text::messageId).collect(Collectors.toSet()));
        }
        return switch (text.status()) {
            case UNCONFIRMED -> new Verdict.Taken(text.messageId(), nearest(record, text).id());
            case SENT -> text.refId() == null
                    ? new Verdict.Taken(text.messageId(), nearest(record, text).id())
                    : new Verdict.Earlier(text.messageId());
            case DELIVERED, FAILED -> new Verdict.Earlier(text.messageId());
            // Under way: its own answer will tell.
            case QUEUED, SENDING, RECEIVED, READ -> new Verdict.NotOurs();
        };
    }

    private boolean fits(CarrierRecord record, Text text) {
        return text.mms() == (record.kind() == CarrierRecord.Kind.MMS)
                && text.unreferred().stream().anyMatch(attempt -> isNear(record, attempt))
                && Trail.mayRepeat(text.body(),
                        StatusText.read(record.receipt()).map(StatusText::textPrefix).orElse(null));
    }

    private boolean isNear(CarrierRecord record, Attempt attempt) {
        return record.moments().stream().anyMatch(at -> !at.isBefore(attempt.startedAt().minus(before))
                && !at.isAfter(attempt.startedAt().plus(after)));
    }

    private Attempt nearest(CarrierRecord record, Text text) {
        return text.unreferred().stream().filter(attempt -> isNear(record, attempt))
                .min(Comparator.comparing(attempt -> Duration.between(attempt.startedAt(), record.at()).abs()))
                .orElseThrow();
    }
}
