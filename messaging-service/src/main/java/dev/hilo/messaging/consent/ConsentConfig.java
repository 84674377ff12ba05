package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What follows from a contact's wish. */
@ConfigMapping(prefix = "hilo.consent")
public interface ConsentConfig {

    /**
     * How far an opt-out reaches, by the first day on which it does so: {@code hilo.consent.scope.2025-04-11=campaign}.
     * One that was widened holds for earlier opt-outs too.
     */
    Map<LocalDate, Scope> scope();

    /** An opt-out's confirmation that cannot leave by then is not sent (47 CFR 64.1200(a)(12)). */
    @WithDefault("5M")
    Duration confirmWithin();

    /** Who says STOP or START again in this time gets no second confirmation. */
    @WithDefault("24H")
    Duration quietPeriod();

    /** An answer to HELP, or to START, that cannot leave by then is of no use. */
    @WithDefault("10M")
    Duration answerWithin();

    /** Between two answers to HELP: two machines that answer each other must come to an end. */
    @WithDefault("60S")
    Duration helpPause();

    /** How long YES is an answer to the question whether texts may come again. */
    @WithDefault("7D")
    Duration askedFor();

    /**
     * How long taking down an opt-out waits for a text that is leaving for the same contact at that very moment, so that
     * none is handed to the carrier after the opt-out is on record. Far longer than from the claim to the first byte of
     * the call; other texts of the same batch wait with it.
     */
    @WithDefault("500ms")
    Duration departing();

    /** How soon threads are told whose contact's wish was taken down by an instance that died right after. */
    @WithDefault("1S")
    Duration poll();
}
