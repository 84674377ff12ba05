package dev.hilo.messaging.reconcile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The receipt inside a record: {@code id:… sub:001 dlvrd:001 submit date:… done date:… stat:DELIVRD err:000 text:…}
 * (SMPP 3.4, appendix B). The intake has a reader of its own, whose business is to tell receipts from people's texts;
 * here the carrier's field says what it is, and only the words matter.
 *
 * @param stat upper case; unknown words are kept
 * @param textPrefix the first characters of our text, or null where it repeats none
 */
record StatusText(String stat, @Nullable String err, @Nullable String textPrefix) {

    private static final Pattern STAT = Pattern.compile("\\bstat:\\s*([A-Za-z]{2,12})\\b");
    private static final Pattern ERR = Pattern.compile("\\berr:\\s*(\\w{1,8})\\b");
    private static final int LONGEST = 2_000;

    /** Empty when there is no word in it that says what became of the text. */
    static Optional<StatusText> read(String receipt) {
        if (receipt.length() > LONGEST) {
            return Optional.empty();
        }
        // Our own words stand at the end and may look like anything.
        var words = receipt.indexOf(" text:");
        var fields = words < 0 ? receipt : receipt.substring(0, words);
        var ours = words < 0 ? "" : receipt.substring(words + " text:".length()).strip();
        var stat = STAT.matcher(fields);
        if (!stat.find()) {
            return Optional.empty();
        }
        var err = ERR.matcher(fields);
        return Optional.of(new StatusText(stat.group(1).toUpperCase(Locale.ROOT), err.find() ? err.group(1) : null,
                ours.isEmpty() ? null : ours));
    }
}
