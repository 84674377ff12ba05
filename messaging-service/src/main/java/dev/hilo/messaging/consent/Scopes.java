package dev.hilo.messaging.consent;

import java.time.Instant;

import jakarta.inject.Singleton;

import dev.hilo.messaging.dated.Dated;

/** How far wishes reach on which day. */
@Singleton
class Scopes {

    private final Dated<Scope> periods;

    Scopes(ConsentConfig config) {
        this.periods = new Dated<>(config.scope());
    }

    Scope at(Instant moment) {
        return periods.at(moment);
    }
}
