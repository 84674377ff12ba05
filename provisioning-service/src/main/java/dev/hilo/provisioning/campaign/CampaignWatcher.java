package dev.hilo.provisioning.campaign;

import java.util.Set;

import io.smallrye.mutiny.Uni;

/** Wants to know which campaigns the carrier lists. */
@FunctionalInterface
public interface CampaignWatcher {

    /** Told after each reading of the carrier's list, the same ids again and again. */
    Uni<Void> listed(Set<String> ids);
}
