package dev.hilo.platform.problem;

/** The problems that every service can have. */
public enum CommonProblem implements ProblemKind {

    INVALID_REQUEST("invalid-request", "The request has fields that cannot be accepted", 422), MALFORMED_REQUEST(
            "malformed-request", "The request cannot be read", 400), UNAUTHENTICATED("unauthenticated", "Sign in first",
                    401), FORBIDDEN("forbidden", "You may not do this", 403), NOT_FOUND("not-found",
                            "There is no such thing, or it is not yours to see", 404), CONFLICT("conflict",
                                    "Somebody else changed it meanwhile",
                                    409),
    /** The same request, by its key, is being worked on; its answer will be this one's. */
    REQUEST_IN_FLIGHT("request-in-flight", "The same request is already under way", 409),
    /** The key was used before, for a different request or by somebody else. */
    IDEMPOTENCY_MISMATCH("idempotency-mismatch", "This Idempotency-Key belongs to another request", 422), TOO_LARGE(
            "too-large", "The request is too large", 413), UNAVAILABLE(
                    "unavailable", "Hilo cannot do this right now; try again shortly",
                    503), UNEXPECTED("unexpected", "Something went wrong on our side", 500);

    private final String slug;
    private final String title;
    private final int status;

    CommonProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
