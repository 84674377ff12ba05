package dev.hilo.provisioning.number;

import java.util.regex.Pattern;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;

/** A number of ours in a request: {@code +1…}, eleven digits or ten. The carrier has North American numbers only. */
public final class OwnDid {

    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9]\\d{2}[2-9]\\d{6}");

    private OwnDid() {
    }

    /** @param pointer where it stands in the request, for the problem that names it */
    public static PhoneNumber read(String text, String pointer) {
        return PhoneNumber.parse(text).filter(number -> NORTH_AMERICAN.matcher(number.value()).matches())
                .orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, pointer,
                        "not a North American number: +1 and ten digits"));
    }

    /** From a path, where nothing but a known number leads anywhere. */
    public static PhoneNumber inPath(String text) {
        return PhoneNumber.parse(text).filter(number -> NORTH_AMERICAN.matcher(number.value()).matches())
                .orElseThrow(OwnDid::unknown);
    }

    /** For a number that is not ours, and for one that the caller may not see. */
    public static ProblemException unknown() {
        return ProblemException.of(CommonProblem.NOT_FOUND, "There is no such number, or it is not yours to see");
    }
}
