package dev.hilo.simulator.message;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Stamps;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.Future;

/**
 * GET /mdr, the message detail records: the only way to learn of deliveries by asking. A record can be read
 * {@code mdr-delay} after its message (six to seven minutes on a live account) and for 31 days.
 */
public final class MessageRecords {

    private static final Duration HISTORY = Duration.ofDays(31);

    private final Clock clock;
    private final Switches switches;
    private final int kept;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Instant at, boolean mms, boolean inbound, Tn source, Tn destination, String refId,
            BigDecimal amount, int fragments, String receipt) {

        Entry with(String text) {
            return new Entry(at, mms, inbound, source, destination, refId, amount, fragments, text);
        }
    }

    public MessageRecords(Clock clock, Switches switches, int kept) {
        this.clock = clock;
        this.switches = switches;
        this.kept = kept;
    }

    void inbound(String refId, Tn from, Tn to, boolean mms, int fragments) {
        add(new Entry(clock.instant(), mms, true, from, to, refId, BigDecimal.ZERO, fragments, ""));
    }

    void outbound(String refId, SendOrder order, BigDecimal amount, int fragments) {
        order.to().forEach(to -> add(
                new Entry(clock.instant(), order.isMms(), false, order.from(), to, refId, amount, fragments, "")));
    }

    void receipt(String refId, Tn to, String text) {
        entries.computeIfPresent(key(refId, to), (key, entry) -> entry.with(text));
    }

    void clear() {
        entries.clear();
    }

    public Future<Answer> list(Call call) {
        var type = call.query("Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("sms") && !type.equals("mms")) {
            throw badType();
        }
        var start = second(call, "Start").orElseThrow(Refusal::malformed);
        // A whole second includes everything that happened in it.
        var end = second(call, "End").map(second -> second.plusMillis(999)).orElse(clock.instant());
        var oldest = clock.instant().minus(HISTORY);
        var newest = clock.instant().minusMillis(switches.get(Switch.MDR_DELAY));
        var found = Json.array();
        entries.values().stream().filter(entry -> entry.mms() == type.equals("mms"))
                .filter(entry -> !entry.at().isBefore(start) && !entry.at().isAfter(end))
                .filter(entry -> entry.at().isAfter(oldest) && !entry.at().isAfter(newest))
                .forEach(entry -> found.add(row(entry)));
        if (found.isEmpty()) {
            throw Refusal.of(404, null, "No Records Found", "6604", new TextNode("No Records found within Date Range"));
        }
        return Future.succeededFuture(Answer.ok(found));
    }

    private ObjectNode row(Entry entry) {
        return Json.object().put("type", entry.mms() ? "MMS" : "SMS").put("timestamp", Stamps.seconds(entry.at()))
                .put("direction", entry.inbound() ? "INBOUND" : "OUTBOUND").put("source", entry.source().digits())
                .put("destination", entry.destination().digits())
                .put(switches.get(Switch.LOOSE_TYPES) ? "refId" : "refID", entry.refId())
                .put("amount", entry.amount().toPlainString()).put("fragmentCount", entry.fragments())
                .put("deliveryReceipt", entry.receipt());
    }

    private void add(Entry entry) {
        entries.put(key(entry.refId(), entry.inbound() ? entry.source() : entry.destination()), entry);
        if (entries.size() > kept) {
            entries.pollFirstEntry();
        }
    }

    private static Optional<Instant> second(Call call, String key) {
        try {
            return call.query(key).map(Long::valueOf).map(Instant::ofEpochSecond);
        } catch (NumberFormatException | DateTimeException notATime) {
            throw Refusal.malformed();
        }
    }

    private static String key(String refId, Tn contact) {
        return refId + "/" + contact.digits();
    }

    /** Here the {@code Description} is an object: the list of what {@code Type} may be. */
    private static Refusal badType() {
        var types = Json.object().put("sms", "SMS Message Detail Records").put("mms", "MMS Message Detail Records");
        return Refusal.of(400, null, "Failed", "6601", types);
    }
}
