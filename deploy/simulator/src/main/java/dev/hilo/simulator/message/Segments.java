package dev.hilo.simulator.message;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Into how many parts a text is cut. With the GSM 7-bit alphabet (3GPP TS 23.038) one part holds 160 characters, several
 * hold 153 each; any character outside it turns the whole text to UCS-2 with 70 and 67. A character of the extension
 * table counts twice; an emoji is two UCS-2 units; neither is torn between two parts.
 */
public final class Segments {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private Segments() {
    }

    /** At least 1, also for an empty text. */
    public static int count(String text) {
        return Math.max(1, cut(text).size());
    }

    /** The parts themselves; none for an empty text. */
    static List<String> cut(String text) {
        var gsm = text.codePoints().allMatch(Segments::isGsm);
        var total = text.codePoints().map(point -> units(point, gsm)).sum();
        if (total <= (gsm ? 160 : 70)) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        return pack(text.codePoints(), gsm, gsm ? 153 : 67);
    }

    private static List<String> pack(IntStream points, boolean gsm, int room) {
        var parts = Stream.<String>builder();
        var part = new StringBuilder();
        var used = 0;
        for (var point : points.toArray()) {
            var units = units(point, gsm);
            if (used + units > room) {
                parts.add(part.toString());
                part.setLength(0);
                used = 0;
            }
            part.appendCodePoint(point);
            used += units;
        }
        return parts.add(part.toString()).build().toList();
    }

    private static int units(int point, boolean gsm) {
        return gsm ? (EXTENSION.indexOf(point) >= 0 ? 2 : 1) : Character.charCount(point);
    }

    private static boolean isGsm(int point) {
        return BASIC.indexOf(point) >= 0 || EXTENSION.indexOf(point) >= 0;
    }
}
