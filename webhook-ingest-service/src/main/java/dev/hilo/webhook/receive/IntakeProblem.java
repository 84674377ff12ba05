package dev.hilo.webhook.receive;

import dev.hilo.platform.problem.ProblemKind;

/** Why a post is refused. */
enum IntakeProblem implements ProblemKind {
    NOT_JSON("not-json", "The body is not JSON", 400), TOKEN_REFUSED("webhook-token-refused",
            "The webhook's address carries no valid token",
            401), SOURCE_REFUSED("webhook-source-refused", "This address may not post", 403), NO_SUCH_ADDRESS(
                    "not-found", "There is nothing here",
                    404), ONLY_POST("only-post", "Webhooks are posted", 405), TOO_SLOW("too-slow",
                            "The body did not arrive in time",
                            408), TOO_LARGE("too-large", "The body is too large", 413), NOT_JSON_TYPE(
                                    "unsupported-media-type", "Webhooks are application/json, uncompressed",
                                    415), TOO_OFTEN("too-often", "Too many posts from one address", 429), UNEXPECTED(
                                            "unexpected", "Something went wrong on our side",
                                            500), UNAVAILABLE("unavailable",
                                                    "The post cannot be kept safely right now; send it again shortly",
                                                    503);

    private final String slug;
    private final String title;
    private final int status;

    IntakeProblem(String slug, String title, int status) {
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
