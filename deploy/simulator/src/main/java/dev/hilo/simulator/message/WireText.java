package dev.hilo.simulator.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;

/** How texts are spelt on the wire of the webhook. */
final class WireText {

    private WireText() {
    }

    /** {@code Message} travels form-encoded inside the JSON, unless the switch {@code encode} says otherwise. */
    static String message(String text, Switches switches) {
        return switches.get(Switch.ENCODE).equals("form") ? formEncoded(text) : text;
    }

    static String formEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Quoted-printable (RFC 2045) with soft line breaks at 76 characters, as one client met it in text parts. */
    static String quotedPrintable(String text) {
        var out = new StringBuilder();
        var column = 0;
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var plain = octet == '\n' || (octet >= ' ' && octet < 127 && octet != '=');
            var piece = plain ? String.valueOf((char) octet) : "=%02X".formatted(octet & 0xFF);
            if (octet != '\n' && column + piece.length() > 75) {
                out.append("=\r\n");
                column = 0;
            }
            out.append(octet == '\n' ? "\r\n" : piece);
            column = octet == '\n' ? 0 : column + piece.length();
        }
        return out.toString();
    }
}
