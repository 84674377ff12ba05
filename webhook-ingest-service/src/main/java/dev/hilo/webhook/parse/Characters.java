package dev.hilo.webhook.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a text: undoing the carrier's encoding, once, and keeping out what no store can hold. */
final class Characters {

    private static final char REPLACEMENT = '\uFFFD';

    private Characters() {
    }

    /**
     * Decodes BulkVS's {@code Message}, which is form-urlencoded inside the JSON. A text that was never encoded is left
     * alone: a space, a line break or a character outside ASCII cannot stand in an encoded one. A malformed sequence, or
     * one that does not make UTF-8, leaves the whole text as it came. (An unencoded {@code 1+1=2} cannot be told apart.)
     */
    static String decoded(String message) {
        if (message.indexOf('+') < 0 && message.indexOf('%') < 0) {
            return message;
        }
        var bytes = ByteBuffer.allocate(message.length());
        for (var i = 0; i < message.length(); i++) {
            var c = message.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return message;
            }
            if (c == '+') {
                bytes.put((byte) ' ');
            } else if (c == '%') {
                var high = i + 2 < message.length() ? Character.digit(message.charAt(i + 1), 16) : -1;
                var low = high < 0 ? -1 : Character.digit(message.charAt(i + 2), 16);
                if (low < 0) {
                    return message;
                }
                bytes.put((byte) ((high << 4) | low));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            return message;
        }
    }

    /** Half surrogate pairs and NUL, which neither UTF-8 nor PostgreSQL can hold, become U+FFFD. */
    static String storable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return repaired(text, i);
            }
        }
        return text;
    }

    private static String repaired(String text, int from) {
        var good = new StringBuilder(text.length()).append(text, 0, from);
        for (var i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                good.append(c).append(text.charAt(++i));
            } else {
                good.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return good.toString();
    }
}
