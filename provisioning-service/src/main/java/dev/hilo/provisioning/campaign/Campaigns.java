package dev.hilo.provisioning.campaign;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** The table {@code campaign}. */
@ApplicationScoped
class Campaigns implements PanacheRepositoryBase<Campaign, String> {

    /** Locked until the transaction ends; nothing when the carrier has never listed it. */
    Uni<Campaign> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** All of them, locked one after the other until the transaction ends. */
    Uni<List<Campaign>> lockAll() {
        return findAll(Sort.by("id")).withLock(LockModeType.PESSIMISTIC_WRITE).list();
    }
}
