package dev.hilo.messaging.scan;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says whether bytes may be shown. Without a scanner in the configuration everything may. */
@ApplicationScoped
public class VirusScan {

    private static final Logger LOG = Logger.getLogger(VirusScan.class);

    private final @Nullable Clamd clamd;
    private final MeterRegistry meters;

    VirusScan(Vertx vertx, ScanConfig config, MeterRegistry meters) {
        this.clamd = config.host()
                .map(host -> new Clamd(vertx.getDelegate(), host, config.port(), config.timeout())).orElse(null);
        this.meters = meters;
    }

    /** Never fails: a scanner that does not answer is {@link Verdict.Away}. */
    public Uni<Verdict> scan(Buffer bytes) {
        if (clamd == null) {
            return Uni.createFrom().item(new Verdict.Clean());
        }
        var began = Timer.start(meters);
        return clamd.scan(bytes).invoke(verdict -> began.stop(meters.timer("hilo.media.scans", "verdict",
                wordOf(verdict))));
    }

    private String wordOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clean _ -> "clean";
            case Verdict.Infected infected -> {
                LOG.warnf("a medium is infected: %s", infected.signature());
                yield "infected";
            }
            case Verdict.TooLarge _ -> "too-large";
            case Verdict.Away away -> {
                meters.counter("hilo.media.unscanned").increment();
                LOG.debugf("the virus scanner has no word: %s", away.why());
                yield "away";
            }
        };
    }
}
