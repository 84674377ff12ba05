package dev.hilo.platform.identity;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.github.f4b6a3.uuid.UuidCreator;
import io.quarkus.arc.DefaultBean;

/** The real clock and real ids; a test replaces either with a bean of its own. */
final class ClockAndIds {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    Ids ids() {
        return UuidCreator::getTimeOrderedEpochPlus1;
    }
}
