package dev.hilo.simulator.message;

import java.time.Instant;

import dev.hilo.simulator.wire.Stamps;

/** The SMPP form of a receipt, as BulkVS puts it into {@code Message}. */
record ReceiptText(String id, Instant submitted, Instant done, String stat, String err, String text) {

    private static final int SHOWN = 8;

    @Override
    public String toString() {
        var delivered = stat.equals("DELIVRD") ? "001" : "000";
        return "id:" + id + " sub:001 dlvrd:" + delivered + " submit date:" + Stamps.receipt(submitted) + " done date:"
                + Stamps.receipt(done) + " stat:" + stat + " err:" + err + " text:" + shortened();
    }

    private String shortened() {
        var points = text.codePoints().limit(SHOWN + 1L).toArray();
        return points.length <= SHOWN ? text : new String(points, 0, SHOWN) + "...";
    }
}
