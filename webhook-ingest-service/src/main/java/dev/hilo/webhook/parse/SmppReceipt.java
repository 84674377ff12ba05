package dev.hilo.webhook.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A receipt's text in the form of SMPP 3.4, appendix B:
 * {@code id:… sub:001 dlvrd:001 submit date:YYMMDDhhmm done date:YYMMDDhhmm stat:DELIVRD err:000 text:…}.
 *
 * @param stat upper case; words outside the standard are kept
 * @param textPrefix the first characters of our text, or null where the receipt repeats none
 */
record SmppReceipt(String stat, String err, @Nullable String textPrefix) {

    /** All eight fields in their order, digits where digits belong: nothing that a person writes. */
    private static final Pattern COMPLETE = Pattern.compile(
            "id:\\d+ sub:\\d{3} dlvrd:\\d{3} submit date:\\d{10}(?:\\d\\d)? done date:\\d{10}(?:\\d\\d)? "
                    + "stat:(?<stat>[A-Z]{2,12}) err:(?<err>\\d{3}) ?text:(?<text>.*)",
            Pattern.DOTALL);

    /** What carriers vary, as long as it says which message, what became of it and with which code. */
    private static final Pattern READABLE = Pattern.compile(
            "\\s*id:\\S+\\s.*?\\bstat:(?<stat>[A-Za-z]{2,12})\\s+err:(?<err>\\w{1,8})(?:\\s+text:(?<text>.*))?\\s*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** The standard's text is 20 characters; whatever is this long is something else. */
    private static final int LONGEST = 2_000;

    /** Reads the text of a post that the carrier did not mark as a receipt. */
    static Optional<SmppReceipt> complete(String text) {
        return read(COMPLETE, text);
    }

    /** Reads the text of a post that the carrier marked as a receipt. */
    static Optional<SmppReceipt> readable(String text) {
        return read(READABLE, text);
    }

    private static Optional<SmppReceipt> read(Pattern form, String text) {
        var fields = form.matcher(text);
        if (text.length() > LONGEST || !fields.matches()) {
            return Optional.empty();
        }
        var words = fields.group("text");
        return Optional.of(new SmppReceipt(fields.group("stat").toUpperCase(Locale.ROOT), fields.group("err"),
                words == null || words.isBlank() ? null : words));
    }
}
