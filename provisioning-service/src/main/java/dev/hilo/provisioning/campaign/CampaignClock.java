package dev.hilo.provisioning.campaign;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.provisioning.OwnContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** Follows the campaigns at the start and then again and again. */
@ApplicationScoped
class CampaignClock {

    private static final Logger LOG = Logger.getLogger(CampaignClock.class);

    private final FollowCampaigns followCampaigns;
    private final OwnContext ownContext;
    private final CampaignConfig config;
    private final Vertx vertx;
    private volatile boolean stopped;

    CampaignClock(FollowCampaigns followCampaigns, OwnContext ownContext, CampaignConfig config, Vertx vertx) {
        this.followCampaigns = followCampaigns;
        this.ownContext = ownContext;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        follow(true);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void follow(boolean tellAll) {
        if (stopped) {
            return;
        }
        // A subscription by hand: nobody waits for the clock.
        var _ = ownContext.run(() -> followCampaigns.follow(tellAll)).subscribe()
                .with(_ -> again(config.refresh(), false), failure -> {
                    LOG.warnf("campaigns could not be read: %s", failure.getMessage());
                    again(config.retry(), tellAll);
                });
    }

    private void again(Duration after, boolean tellAll) {
        var _ = vertx.setTimer(after.toMillis(), _ -> follow(tellAll));
    }
}
