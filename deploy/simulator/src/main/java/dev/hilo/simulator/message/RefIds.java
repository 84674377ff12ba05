package dev.hilo.simulator.message;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;

/**
 * Ids of messages, and the other id space of the receipts' {@code id:} field. They follow from the seed and are never
 * wound back by a reset: a receiver that folds repeats by RefId must not meet one twice.
 */
public final class RefIds {

    private final Switches switches;
    private final Random random;
    private int number;

    public RefIds(Switches switches, long seed) {
        this.switches = switches;
        this.random = new Random(seed);
        this.number = random.nextInt();
    }

    String next() {
        if (switches.get(Switch.REF_ID).equals("uuid")) {
            return new UUID((random.nextLong() & ~0xF000L) | 0x4000L,
                    (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L).toString();
        }
        // An odd step walks through all 32-bit numbers before one comes again.
        number += 0x9E3779B1;
        return HexFormat.of().toHexDigits(number).toUpperCase(Locale.ROOT);
    }

    String nextReceiptId() {
        return Long.toString(1_000_000_000L + random.nextInt(2_000_000_000));
    }
}
