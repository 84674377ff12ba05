package dev.hilo.chat.problem;

import dev.hilo.platform.problem.ProblemKind;

/** The problems that only the gateway has. */
public enum GatewayProblem implements ProblemKind {

    CROSS_SITE("cross-site", "The call does not come from Hilo's own page", 403), UPSTREAM_SLOW("upstream-slow",
            "No answer came in time; it may or may not have been done",
            504), CATCHING_UP("catching-up", "Hilo is starting; try again shortly", 503), PROVIDER_UNAVAILABLE(
                    "provider-unavailable", "The sign-in service cannot be reached; try again shortly", 503),
    /** On the socket only. */
    UNREADABLE_FRAME("unreadable-frame", "The frame cannot be read", 400), OUT_OF_TURN("out-of-turn",
            "The frame does not fit here",
            409), TOO_MANY_HANDSHAKES("too-many-handshakes", "Too many sockets are asked for; try again shortly",
                    429), TOO_MANY_SOCKETS("too-many-sockets", "Close a socket before opening another",
                            429), FULL("full", "This instance takes no more sockets; try again shortly",
                                    503), TOO_MANY_THREADS("too-many-threads", "Close a thread before opening another",
                                            429);

    private final String slug;
    private final String title;
    private final int status;

    GatewayProblem(String slug, String title, int status) {
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
