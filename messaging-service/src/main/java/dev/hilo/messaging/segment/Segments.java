package dev.hilo.messaging.segment;

import java.util.function.IntUnaryOperator;

/**
 * How many parts a text takes on the air (3GPP TS 23.038 and 23.040): 160 septets of GSM-7 in one part and 153 in each
 * of several; with a single character outside GSM-7 the whole text is UCS-2, 70 and 67 units. An extension character
 * costs two septets; neither it nor a surrogate pair is cut in two.
 */
public final class Segments {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private Segments() {
    }

    /** 0 for no text. */
    public static int of(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return isGsm7(text) ? count(text, 160, 153, Segments::septets) : count(text, 70, 67, Character::charCount);
    }

    private static boolean isGsm7(String text) {
        return text.codePoints().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
    }

    private static int septets(int codePoint) {
        return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 1;
    }

    private static int count(String text, int single, int each, IntUnaryOperator width) {
        var codePoints = text.codePoints().toArray();
        var total = 0;
        for (var c : codePoints) {
            total += width.applyAsInt(c);
        }
        if (total <= single) {
            return 1;
        }
        var parts = 1;
        var used = 0;
        for (var c : codePoints) {
            var units = width.applyAsInt(c);
            if (used + units > each) {
                parts++;
                used = 0;
            }
            used += units;
        }
        return parts;
    }
}
