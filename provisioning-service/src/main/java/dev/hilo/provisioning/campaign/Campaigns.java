package dev.hilo.provisioning.campaign;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;

/** The table {@code campaign}. */
@ApplicationScoped
class Campaigns implements PanacheRepositoryBase<Campaign, String> {
}
