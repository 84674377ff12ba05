package dev.hilo.webhook.archive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a walk goes on: what is left of each partition. It does not move with what is written meanwhile, so a page after
 * it has no record twice and misses none.
 */
public record Cursor(Direction direction, Map<TopicPartition, Range> ranges) {

    static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
            .thenComparingInt(TopicPartition::partition);
    private static final Pattern RANGE = Pattern.compile("([A-Za-z0-9._-]{1,249}):(\\d{1,6})=(\\d{1,18})-(\\d{1,18})");
    private static final int LONGEST = 16_384;

    /**
     * @param topics those that the cursor may lead into
     * @throws ProblemException 422 when it is none of ours
     */
    public static Cursor read(String wire, Direction direction, Collection<String> topics) {
        Map<TopicPartition, Range> ranges = new TreeMap<>(ORDER);
        for (var part : decoded(wire).split(",", -1)) {
            var matcher = RANGE.matcher(part);
            if (!matcher.matches() || !topics.contains(matcher.group(1))) {
                throw none();
            }
            ranges.put(new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2))),
                    new Range(Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4))));
        }
        return new Cursor(direction, ranges);
    }

    public String wire() {
        var text = new StringBuilder();
        ranges.forEach((partition, range) -> text.append(text.isEmpty() ? "" : ",").append(partition.topic())
                .append(':').append(partition.partition()).append('=').append(range.from()).append('-')
                .append(range.to()));
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(String wire) {
        try {
            if (wire.length() <= LONGEST) {
                return new String(Base64.getUrlDecoder().decode(wire), StandardCharsets.US_ASCII);
            }
        } catch (IllegalArgumentException notOurs) {
            // As below.
        }
        throw none();
    }

    private static ProblemException none() {
        return ProblemException.at(CommonProblem.INVALID_REQUEST, "cursor", "not a cursor of this list");
    }
}
