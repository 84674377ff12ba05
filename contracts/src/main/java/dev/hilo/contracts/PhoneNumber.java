package dev.hilo.contracts;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/**
 * A number that can send or receive a text: E.164 ({@code +17865551234}) or a short code (three to six digits,
 * {@code 72345}), which has no E.164 form.
 * <p>
 * Inside Hilo a number has this one spelling. BulkVS's spelling (eleven digits, no plus) exists only at its border:
 * {@link #carrierDigits()}.
 */
public record PhoneNumber(@JsonValue String value) implements Comparable<PhoneNumber> {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    public PhoneNumber {
        if (!isE164(value) && !isShortCode(value)) {
            throw new IllegalArgumentException("not an E.164 number or a short code");
        }
    }

    /**
     * Reads what people and carriers write: ten digits, eleven digits, {@code +1…}, punctuation, or a short code. A
     * number without a country code is taken for a North American one.
     *
     * @throws IllegalArgumentException when the text cannot be a number
     */
    @JsonCreator
    public static PhoneNumber of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a phone number"));
    }

    /** As {@link #of}, but empty for a text that cannot be a number. */
    public static Optional<PhoneNumber> parse(String text) {
        var trimmed = text.strip();
        if (isShortCode(trimmed)) {
            return Optional.of(new PhoneNumber(trimmed));
        }
        if (isE164(trimmed)) {
            return Optional.of(new PhoneNumber(trimmed));
        }
        if (trimmed.chars().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(trimmed, "US");
            // Some plans allow more digits than E.164 does.
            return Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    .filter(e164 -> NUMBERS.isPossibleNumber(number) && isE164(e164))
                    .map(PhoneNumber::new);
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** A plus, no zero, seven to fifteen digits. By hand, not by a pattern: every event that is read makes numbers. */
    private static boolean isE164(String text) {
        return text.length() >= 8 && text.length() <= 16 && text.charAt(0) == '+' && text.charAt(1) != '0'
                && isDigits(text, 1);
    }

    private static boolean isShortCode(String text) {
        return text.length() >= 3 && text.length() <= 6 && isDigits(text, 0);
    }

    private static boolean isDigits(String text, int from) {
        for (var i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a text can be sent there: a number that its country's plan has assigned, or a short code. */
    public boolean isDialable() {
        if (isShortCode()) {
            return true;
        }
        try {
            return NUMBERS.isValidNumber(NUMBERS.parse(value, "US"));
        } catch (NumberParseException notANumber) {
            return false;
        }
    }

    public boolean isShortCode() {
        return value.charAt(0) != '+';
    }

    /** BulkVS's spelling: digits only, eleven of them for a North American number (BulkVS OpenAPI 1.0.05). */
    public String carrierDigits() {
        return isShortCode() ? value : value.substring(1);
    }

    /** For logs: everything but the last four digits is hidden. */
    public String masked() {
        return "•••" + value.substring(Math.max(0, value.length() - 4));
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return value.compareTo(other.value);
    }

    /** Masked, so that a number does not reach a log by accident; {@link #value()} is the whole of it. */
    @Override
    public String toString() {
        return masked();
    }
}
