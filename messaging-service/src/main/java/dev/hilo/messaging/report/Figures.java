package dev.hilo.messaging.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.hilo.messaging.report.ConversationReport.Failure;
import dev.hilo.messaging.report.ConversationReport.Times;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** One line of a report while it is put together from what several statements say of it. */
final class Figures {

    /** The code of a text that one of us called off: no failure of the carrier's. */
    private static final String CANCELLED = "cancelled";

    private final String key;
    private @Nullable Long received;
    private long sent;
    private long delivered;
    private long failed;
    private long conversations;
    private long replies;
    private @Nullable Times firstReply;
    private long resolved;
    private @Nullable Times resolution;
    private @Nullable Long optOuts;
    private final List<Failure> failures = new ArrayList<>();

    /** @param personal of one of us, to whom no contact's text and no wish for silence belongs */
    Figures(String key, boolean personal) {
        this.key = key;
        this.received = personal ? null : 0L;
        this.optOuts = personal ? null : 0L;
    }

    String key() {
        return key;
    }

    /** What one statement says; its columns say what of, and those that are null say nothing. */
    void take(Row row) {
        for (var column = 0; column < row.size(); column++) {
            if (row.getValue(column) == null) {
                continue;
            }
            switch (row.getColumnName(column)) {
                case "received" -> received = row.getLong(column);
                case "sent" -> sent = row.getLong(column);
                case "delivered" -> delivered = row.getLong(column);
                case "failed" -> failed = row.getLong(column);
                case "conversations" -> conversations = row.getLong(column);
                case "replies" -> replies = row.getLong(column);
                case "first_reply" -> firstReply = times(row, column);
                case "resolved" -> resolved = row.getLong(column);
                case "resolution" -> resolution = times(row, column);
                case "opt_outs" -> optOuts = row.getLong(column);
                case "code" -> failures.add(new Failure(row.getString(column), row.getLong("count")));
                default -> {
                    // Of what it is, and the count beside a code.
                }
            }
        }
    }

    /** For the order of rows: what there was most of comes first. */
    long weight() {
        return sent + conversations + (received == null ? replies : received);
    }

    ConversationReport.Row row() {
        var most = Comparator.comparingLong(Failure::count).reversed().thenComparing(Failure::code);
        return new ConversationReport.Row(key, received, sent, delivered, failed, conversations, replies, firstReply,
                resolved, resolution, deliveryRate(), failures.stream().sorted(most).toList(), optOuts);
    }

    private @Nullable Double deliveryRate() {
        var calledOff = failures.stream().filter(failure -> failure.code().equals(CANCELLED))
                .mapToLong(Failure::count).sum();
        var ended = delivered + failed - calledOff;
        return ended <= 0 ? null : delivered / (double) ended;
    }

    private static Times times(Row row, int column) {
        var seconds = row.getArrayOfDoubles(column);
        return new Times(tenths(seconds[0]), tenths(seconds[1]));
    }

    private static double tenths(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
