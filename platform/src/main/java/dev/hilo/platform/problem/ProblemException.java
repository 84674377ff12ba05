package dev.hilo.platform.problem;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. Thrown by the rules, caught nowhere but where responses are written. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemKind kind;
    private final transient List<Problem.FieldError> errors;
    private final transient Map<String, Object> facts;

    private ProblemException(ProblemKind kind, @Nullable String detail, List<Problem.FieldError> errors,
            Map<String, Object> facts) {
        super(detail == null ? kind.title() : detail);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.facts = Map.copyOf(facts);
    }

    public static ProblemException of(ProblemKind kind, String detail) {
        return new ProblemException(kind, detail, List.of(), Map.of());
    }

    /** A problem with what the client needs to go on, as further members. */
    public static ProblemException of(ProblemKind kind, String detail, Map<String, Object> facts) {
        return new ProblemException(kind, detail, List.of(), facts);
    }

    /** A problem with one field of the request. */
    public static ProblemException at(ProblemKind kind, String pointer, String detail) {
        return new ProblemException(kind, detail, List.of(new Problem.FieldError(pointer, detail)), Map.of());
    }

    /** A problem with several fields of the request. */
    public static ProblemException at(ProblemKind kind, List<Problem.FieldError> errors) {
        return new ProblemException(kind, null, errors, Map.of());
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<Problem.FieldError> errors() {
        return errors;
    }

    /**
     * The problem as it goes over the wire, for those who write an answer or a frame without JAX-RS.
     *
     * @param instance where it happened, without anything secret
     */
    public Problem toProblem(String instance) {
        return new Problem(Problem.typeOf(kind.slug()), kind.title(), kind.status(), getMessage(), instance, null,
                errors, facts);
    }
}
