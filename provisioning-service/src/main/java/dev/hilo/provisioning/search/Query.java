package dev.hilo.provisioning.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.carrier.OfferedNumber;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param areaCodes what the carrier is asked, one call each
 * @param exchange the three digits after the area code, or null for all
 * @param state two capital letters, or null for any
 * @param rateCenter part of its name in capitals, or null for any
 * @param pattern how the digits shall look, or null for any
 */
record Query(List<Integer> areaCodes, @Nullable Integer exchange, @Nullable String state, @Nullable String rateCenter,
        @Nullable DigitPattern pattern) {

    private static final Pattern NXX = Pattern.compile("[2-9]\\d{2}");

    /** @throws ProblemException that names each parameter at fault */
    static Query of(@Nullable String npa, @Nullable String nxx, @Nullable String state, @Nullable String rateCenter,
            @Nullable String pattern) {
        return read(capitals(npa), capitals(nxx), capitals(state), capitals(rateCenter), capitals(pattern));
    }

    boolean fits(OfferedNumber offer) {
        return (state == null || offer.state().equalsIgnoreCase(state))
                && (rateCenter == null || offer.rateCenter().toUpperCase(Locale.ROOT).contains(rateCenter))
                && (pattern == null || pattern.fits(offer.did()));
    }

    private static Query read(String npa, String nxx, String state, String rateCenter, String pattern) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (npa.isEmpty() && state.isEmpty()) {
            errors.add(
                    new Problem.FieldError("npa", "give an area code or a state: the carrier cannot list everything"));
        }
        if (!npa.isEmpty() && !NXX.matcher(npa).matches()) {
            errors.add(new Problem.FieldError("npa", "an area code has three digits and starts with 2 to 9"));
        }
        if (!nxx.isEmpty() && !NXX.matcher(nxx).matches()) {
            errors.add(new Problem.FieldError("nxx", "an exchange has three digits and starts with 2 to 9"));
        }
        if (!state.isEmpty() && StateAreaCodes.of(state).isEmpty()) {
            errors.add(new Problem.FieldError("state", "not the two letters of a state: FL"));
        }
        var digits = pattern.isEmpty() ? Optional.<DigitPattern>empty() : DigitPattern.read(pattern);
        if (!pattern.isEmpty() && digits.isEmpty()) {
            errors.add(new Problem.FieldError("pattern",
                    "digits of the ten, ? for any one of them and * for any run: *2020 ends in 2020"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        return new Query(npa.isEmpty() ? StateAreaCodes.of(state) : List.of(Integer.valueOf(npa)),
                nxx.isEmpty() ? null : Integer.valueOf(nxx), state.isEmpty() ? null : state,
                rateCenter.isEmpty() ? null : rateCenter, digits.orElse(null));
    }

    /** Empty for a parameter that is absent or blank. */
    private static String capitals(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }
}
