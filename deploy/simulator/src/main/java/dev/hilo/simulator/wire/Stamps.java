package dev.hilo.simulator.wire;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The carrier's stamps carry no zone; on a live account they were found to be US Eastern. */
public final class Stamps {

    private static final ZoneId EASTERN = ZoneId.of("America/New_York");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(EASTERN);
    private static final DateTimeFormatter RECEIPT = DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT)
            .withZone(EASTERN);

    private Stamps() {
    }

    public static String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /** {@code YYMMDDhhmm}, as the receipts write it. */
    public static String receipt(Instant at) {
        return RECEIPT.format(at);
    }
}
