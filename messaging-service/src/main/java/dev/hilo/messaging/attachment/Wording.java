package dev.hilo.messaging.attachment;

import java.io.ByteArrayOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The wording of an MMS that came as a {@code .txt} part; perhaps quoted-printable, which only its soft breaks show. */
final class Wording {

    private static final int LONGEST = 10_000;

    private Wording() {
    }

    static String of(byte[] part) {
        var text = new String(part, UTF_8);
        var plain = text.contains("=\r\n") || text.contains("=\n") ? unquoted(text) : text;
        var clean = plain.replace("\r\n", "\n").replace("\u0000", "").replace("\uFEFF", "").strip();
        return clean.length() > LONGEST ? clean.substring(0, wholeCharacters(clean, LONGEST)) : clean;
    }

    /** Half of an emoji is no text: no database takes it and no browser shows it. */
    private static int wholeCharacters(String text, int most) {
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    /** RFC 2045, 6.7; what is not a valid sequence stays as it is. */
    private static String unquoted(String text) {
        var joined = text.replace("=\r\n", "").replace("=\n", "");
        var bytes = new ByteArrayOutputStream(joined.length());
        for (var i = 0; i < joined.length(); i++) {
            var c = joined.charAt(i);
            if (c == '=' && i + 2 < joined.length() && isHex(joined.charAt(i + 1)) && isHex(joined.charAt(i + 2))) {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                var end = Character.isHighSurrogate(c) && i + 1 < joined.length() ? i + 2 : i + 1;
                bytes.writeBytes(joined.substring(i, end).getBytes(UTF_8));
                i = end - 1;
            }
        }
        return bytes.toString(UTF_8);
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
