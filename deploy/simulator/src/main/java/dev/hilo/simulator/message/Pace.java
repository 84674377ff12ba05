package dev.hilo.simulator.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import org.jspecify.annotations.Nullable;

/**
 * How fast the account sends: segments of accepted messages for each campaign and each number of ours, in all and in the
 * fullest second and minute. A window is any span of that length, not one of the clock's.
 */
final class Pace {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Flow> campaigns = new TreeMap<>();
    private final Map<String, Flow> numbers = new TreeMap<>();

    /** @param campaign of the sender; empty when it has none, which then is counted for the number only */
    void sent(Tn from, String campaign, int segments, Instant at) {
        numbers.computeIfAbsent(from.digits(), first -> new Flow()).add(segments, at);
        if (!campaign.isEmpty()) {
            campaigns.computeIfAbsent(campaign, first -> new Flow()).add(segments, at);
        }
    }

    void clear() {
        campaigns.clear();
        numbers.clear();
    }

    ObjectNode toJson() {
        var all = Json.object();
        var ofCampaigns = all.putObject("campaigns");
        campaigns.forEach((campaign, flow) -> ofCampaigns.set(campaign, flow.toJson()));
        var ofNumbers = all.putObject("numbers");
        numbers.forEach((number, flow) -> ofNumbers.set(number, flow.toJson()));
        return all;
    }

    private static final class Flow {

        private final Window second = new Window(SECOND);
        private final Window minute = new Window(MINUTE);
        private long messages;
        private long segments;
        private @Nullable Instant first;
        private @Nullable Instant last;

        void add(int count, Instant at) {
            messages++;
            segments += count;
            first = first == null ? at : first;
            last = at;
            second.add(count, at);
            minute.add(count, at);
        }

        ObjectNode toJson() {
            return Json.object().put("messages", messages).put("segments", segments)
                    .put("fullestSecond", second.fullest).put("fullestMinute", minute.fullest)
                    .put("first", String.valueOf(first)).put("last", String.valueOf(last));
        }
    }

    /** Remembers only what lies in the span that ends now. */
    private static final class Window {

        private final Duration span;
        private final ArrayDeque<Load> loads = new ArrayDeque<>();
        private long inside;
        private long fullest;

        private record Load(Instant at, int segments) {
        }

        Window(Duration span) {
            this.span = span;
        }

        void add(int segments, Instant at) {
            var start = at.minus(span);
            while (!loads.isEmpty() && !loads.getFirst().at().isAfter(start)) {
                inside -= loads.removeFirst().segments();
            }
            loads.add(new Load(at, segments));
            inside += segments;
            fullest = Math.max(fullest, inside);
        }
    }
}
