package dev.hilo.messaging.push;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What a push service made of a notice. */
sealed interface Taken {

    /** It has it, and brings it when the browser is there. */
    record Yes() implements Taken {
    }

    /** There is no such browser any more. */
    record Gone() implements Taken {
    }

    /** It does not want this one, and will not want it later. */
    record No(int status) implements Taken {
    }

    /**
     * Not now.
     *
     * @param pause as the service asked for it
     * @param why a word for the log and the meters
     */
    record Later(@Nullable Duration pause, String why) implements Taken {
    }

    /** By RFC 8030: 404 and 410 are for ever, 429 and 5xx pass, the rest is about what we said. */
    static Taken of(int status, @Nullable String retryAfter) {
        if (status >= 200 && status < 300) {
            return new Yes();
        }
        if (status == 404 || status == 410) {
            return new Gone();
        }
        return status == 429 || status == 408 || status >= 500
                ? new Later(seconds(retryAfter), Integer.toString(status))
                : new No(status);
    }

    default String word() {
        return switch (this) {
            case Yes _ -> "taken";
            case Gone _ -> "gone";
            case No no -> "refused-" + no.status();
            case Later later -> "later-" + later.why();
        };
    }

    /** A date instead of seconds says no more than that it is not now. */
    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        try {
            return retryAfter == null ? null : Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip())));
        } catch (NumberFormatException aDate) {
            return null;
        }
    }
}
