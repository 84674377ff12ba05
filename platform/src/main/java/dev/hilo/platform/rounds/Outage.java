package dev.hilo.platform.rounds;

import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

/** Says that rounds fail when they begin to, and that they no longer do, instead of something at every round. */
final class Outage {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final String meanwhile;
    private final BooleanSupplier stopped;
    private volatile boolean lasts;

    Outage(String meanwhile, BooleanSupplier stopped) {
        this.meanwhile = meanwhile;
        this.stopped = stopped;
    }

    void seen(Throwable failure) {
        // What is cut off by the end of the service is no news.
        if (!lasts && !stopped.getAsBoolean()) {
            lasts = true;
            LOG.warnf("%s: %s", meanwhile, failure.toString());
        }
    }

    void over() {
        if (lasts) {
            lasts = false;
            LOG.infof("no longer: %s", meanwhile);
        }
    }
}
