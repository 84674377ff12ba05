package dev.hilo.provisioning.search;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.hilo.contracts.PhoneNumber;

/**
 * How the ten digits of a number shall look: {@code ?} stands for one digit, {@code *} for any run of them.
 * {@code *2020} ends in 2020, {@code 786*} starts with 786, {@code *77*} has 77 somewhere.
 */
record DigitPattern(Pattern digits) {

    private static final int TEN = 10;
    private static final Pattern READABLE = Pattern.compile("[0-9?*]{1,21}");
    private static final String COUNTRY = "+1";

    /** Spaces, dashes and brackets of a number as people write it say nothing. Empty when it is no pattern. */
    static Optional<DigitPattern> read(String text) {
        var written = text.replaceAll("[\\s().-]", "").replaceAll("\\*+", "*");
        var places = written.replace("*", "").length();
        var open = written.contains("*");
        var fillable = open ? places <= TEN : places == TEN;
        if (!READABLE.matcher(written).matches() || written.chars().noneMatch(Character::isDigit) || !fillable) {
            return Optional.empty();
        }
        return Optional.of(new DigitPattern(Pattern.compile(written.replace("?", "\\d").replace("*", "\\d*"))));
    }

    boolean fits(PhoneNumber did) {
        return did.value().startsWith(COUNTRY) && digits.matcher(did.value().substring(COUNTRY.length())).matches();
    }
}
