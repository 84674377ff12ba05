package dev.hilo.messaging.segment;

import java.text.Normalizer;
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

    enum Encoding {
        GSM7, UCS2
    }

    /** @param units septets or UTF-16 units of the whole text */
    record Size(Encoding encoding, int units, int parts) {
    }

    private Segments() {
    }

    /** The text as it is sent and counted: composed characters, line feeds, no NUL. The composer does the same. */
    public static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n").replace('\r', '\n')
                .replace("\u0000", "");
    }

    /** 0 for no text. */
    public static int of(String text) {
        return measure(text).parts();
    }

    static Size measure(String text) {
        return isGsm7(text)
                ? count(text, Encoding.GSM7, 160, 153, Segments::septets)
                : count(text, Encoding.UCS2, 70, 67, Character::charCount);
    }

    private static boolean isGsm7(String text) {
        return text.codePoints().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
    }

    private static int septets(int codePoint) {
        return EXTENSION.indexOf(codePoint) >= 0 ? 2 : 1;
    }

    private static Size count(String text, Encoding encoding, int single, int each, IntUnaryOperator width) {
        var widths = text.codePoints().map(width).toArray();
        var total = 0;
        for (var units : widths) {
            total += units;
        }
        if (total <= single) {
            return new Size(encoding, total, total == 0 ? 0 : 1);
        }
        var parts = 1;
        var used = 0;
        for (var units : widths) {
            if (used + units > each) {
                parts++;
                used = 0;
            }
            used += units;
        }
        return new Size(encoding, total, parts);
    }
}
