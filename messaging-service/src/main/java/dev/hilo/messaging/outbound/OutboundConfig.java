package dev.hilo.messaging.outbound;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Texts of ours, from the request to the carrier's answer. */
@ConfigMapping(prefix = "hilo.outbound")
public interface OutboundConfig {

    /** Longer texts are refused. Each part costs, and T-Mobile counts parts against the day. */
    @WithDefault("10")
    int maxSegments();

    /** Longest text beside media; such a message is not cut into parts. */
    @WithDefault("1000")
    int maxMmsText();

    /** Media of one message. */
    @WithDefault("5")
    int maxMedia();

    /** A text that could not leave by then fails as {@code expired}: too late is worse than not at all. */
    @WithDefault("4H")
    Duration validity();

    /** How far ahead a text may be scheduled. */
    @WithDefault("90D")
    Duration scheduleLimit();

    /** A moment so little in the past is "at once": clocks differ, and a form takes a while to be filled in. */
    @WithDefault("1M")
    Duration sendAtGrace();

    /** Whether a long code without a 10DLC campaign is refused; every US carrier has blocked those since 2025-02. */
    @WithDefault("true")
    boolean campaignRequired();

    /** Calls to the carrier under way at once in one instance; the bulkhead must allow as many. */
    @WithDefault("32")
    int concurrency();

    /** Texts that one instance has taken out of the queue ahead of their slots. */
    @WithDefault("64")
    int ahead();

    /** How soon a text is looked at again that waits for an agent's word about the contact's wish. */
    @WithDefault("15S")
    Duration consentLook();

    /** How soon a due text is found that nobody announced: scheduled, backed off, or accepted by another instance. */
    @WithDefault("250ms")
    Duration poll();

    /** How long a claim lasts without an outcome; well above the carrier's timeout. Afterwards the outcome is unknown. */
    @WithDefault("60S")
    Duration lease();

    /** How often is looked for leases that ended without an outcome, and for texts whose time is over. */
    @WithDefault("5S")
    Duration sweep();

    /** The first wait after a provable non-acceptance; it doubles, and up to half of it more is random. */
    @WithDefault("2S")
    Duration backOff();

    @WithDefault("5M")
    Duration longestBackOff();

    /** How long all sending rests, on every instance, when the carrier does not accept our credentials. */
    @WithDefault("60S")
    Duration pauseUnauthorized();

    /** How soon queued texts say that sending rests, or that it goes on. */
    @WithDefault("2S")
    Duration restNotice();
}
