package dev.hilo.messaging.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/** What the carrier does with a call, for better or worse; only it knows whether the text was taken. */
enum Fate {

    TAKEN(60, true), TAKEN_WITHOUT_REFERENCE(4, true), TAKEN_AND_TIMED_OUT(6, true), TAKEN_AND_RESET(4,
            true), TAKEN_AND_500(3, true), TAKEN_AND_HTML_502(2, true), TAKEN_AND_503(4, true), TAKEN_AND_EMPTY(2,
                    true), TAKEN_AND_UNREADABLE(2, true), REFUSED(4, false), REFUSED_IN_A_200(3, false), RATE_LIMITED(8,
                            false), RATE_LIMITED_WITHOUT_A_TIME(4, false), TURNED_AWAY(3, false), UNAUTHORIZED(2,
                                    false), NOT_CONNECTED(4, false), NO_ADDRESS(1,
                                            false), NOT_TAKEN_AND_TIMED_OUT(3, false), NOT_TAKEN_AND_RESET(2, false);

    private static final int SUM = sum();

    final int weight;
    final boolean taken;

    Fate(int weight, boolean taken) {
        this.weight = weight;
        this.taken = taken;
    }

    static Fate pick(java.util.random.RandomGenerator random) {
        var rest = random.nextInt(SUM);
        for (var fate : values()) {
            rest -= fate.weight;
            if (rest < 0) {
                return fate;
            }
        }
        return TAKEN;
    }

    private static int sum() {
        var sum = 0;
        for (var fate : values()) {
            sum += fate.weight;
        }
        return sum;
    }

    /** What comes back. */
    Raw raw(@Nullable String refId, int seconds) {
        return switch (this) {
            case TAKEN -> new Raw.Answer(200, "{\"RefId\":\"" + refId
                    + "\",\"From\":\"1\",\"Results\":[{\"To\":\"2\",\"Status\":\"SUCCESS\"}],\"New\":1}", null);
            case TAKEN_WITHOUT_REFERENCE -> new Raw.Answer(200, "{\"Results\":[{\"Status\":\"SUCCESS\"}]}", null);
            case TAKEN_AND_TIMED_OUT, NOT_TAKEN_AND_TIMED_OUT -> new Raw.Failure(new TimeoutException());
            case TAKEN_AND_RESET, NOT_TAKEN_AND_RESET -> new Raw.Failure(new IOException("Connection reset by peer"));
            case TAKEN_AND_500 -> new Raw.Answer(500, "{\"Code\":\"5000\"}", null);
            case TAKEN_AND_HTML_502 -> new Raw.Answer(502, "<html>Bad Gateway</html>", "1");
            case TAKEN_AND_503 ->
                new Raw.Answer(503, "{\"Description\":\"an error occurred, please try again\"}", null);
            case TAKEN_AND_EMPTY -> new Raw.Answer(200, "", null);
            case TAKEN_AND_UNREADABLE -> new Raw.Answer(200, "<html>OK</html>", null);
            case REFUSED -> new Raw.Answer(403, "{\"Code\":\"7002\",\"Description\":\"no funds\"}", null);
            case REFUSED_IN_A_200 -> new Raw.Answer(200,
                    "{\"RefId\":\"x\",\"Results\":[{\"To\":\"2\",\"Status\":\"FAILED\"}]}", null);
            case RATE_LIMITED -> new Raw.Answer(429, "", Integer.toString(seconds));
            case RATE_LIMITED_WITHOUT_A_TIME -> new Raw.Answer(429, "{}", null);
            case TURNED_AWAY -> new Raw.Answer(503, "<html>Service Unavailable</html>", Integer.toString(seconds));
            case UNAUTHORIZED -> new Raw.Answer(401, "", null);
            case NOT_CONNECTED -> new Raw.Failure(new IllegalStateException(new ConnectException("refused")));
            case NO_ADDRESS -> new Raw.Failure(new UnknownHostException("carrier"));
        };
    }
}
