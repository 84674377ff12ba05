package dev.hilo.simulator.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number in the carrier's spelling: eleven digits with the leading 1, or a short code. {@link #toString()} is masked,
 * so that a number does not reach a log by accident.
 */
public record Tn(String digits) implements Comparable<Tn> {

    private static final Pattern ELEVEN = Pattern.compile("1[2-9]\\d{2}[2-9]\\d{6}");
    private static final Pattern SHORT_CODE = Pattern.compile("[2-9]\\d{4,5}");

    public Tn {
        if (!ELEVEN.matcher(digits).matches() && !SHORT_CODE.matcher(digits).matches()) {
            throw new IllegalArgumentException("not a number");
        }
    }

    /** The one form that number operations take (documented: eleven digits, no plus). */
    public static Optional<Tn> strict(String text) {
        return ELEVEN.matcher(text).matches() ? Optional.of(new Tn(text)) : Optional.empty();
    }

    /** What messageSend takes: eleven digits, ten, {@code +1…}, also with punctuation; or a short code. */
    public static Optional<Tn> lenient(String text) {
        var digits = text.replaceAll("[\\s().+-]", "");
        var eleven = digits.length() == 10 ? "1" + digits : digits;
        return strict(eleven)
                .or(() -> SHORT_CODE.matcher(digits).matches() ? Optional.of(new Tn(digits)) : Optional.empty());
    }

    public boolean isShortCode() {
        return digits.length() < 11;
    }

    public int npa() {
        return Integer.parseInt(digits.substring(1, 4));
    }

    public int nxx() {
        return Integer.parseInt(digits.substring(4, 7));
    }

    @Override
    public int compareTo(Tn other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return "•••" + digits.substring(Math.max(0, digits.length() - 4));
    }
}
