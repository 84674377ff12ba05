package dev.hilo.platform.rounds;

import java.time.Duration;

/** How long a round rests from its end to the next one's beginning, so that work takes only its share of the time. */
public sealed interface Rest {

    /** Before the first round. */
    Duration pause();

    /** @param worked how long the round took */
    Duration after(Left left, Duration worked);

    /** @param worked how long it took until the round failed */
    Duration afterFailure(Duration worked);

    /**
     * For a round that does all there is, however much: the pause, and longer when the round took long, whether or not
     * it came to its end.
     *
     * @param times the share of the time that rounds may take, as its inverse
     */
    record AfterAll(Duration pause, int times) implements Rest {

        @Override
        public Duration after(Left left, Duration worked) {
            return longer(worked.multipliedBy(times), pause);
        }

        @Override
        public Duration afterFailure(Duration worked) {
            return longer(worked.multipliedBy(times), pause);
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    /**
     * For a round that does a batch: while there is more, only as long as the share asks for, be it shorter than the
     * pause; the pause when nothing is left, and after a failure, which says nothing about what is left.
     *
     * @param times the share of the time that rounds may take as long as there is more, as its inverse
     */
    record AfterBatch(Duration pause, int times) implements Rest {

        @Override
        public Duration after(Left left, Duration worked) {
            return switch (left) {
                case NOTHING -> pause;
                case MORE -> worked.multipliedBy(times);
            };
        }

        @Override
        public Duration afterFailure(Duration worked) {
            return pause;
        }
    }
}
