package dev.hilo.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

import dev.hilo.local.demo.DemoConversations;
import dev.hilo.local.demo.DemoNumbers;
import dev.hilo.local.running.Progress;
import dev.hilo.local.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Fills a system that has just come up with the demo data, as far as its parts and its carrier allow. */
final class Demo {

    private static final String NAME = "demo data";
    private static final Set<String> NEEDED = Set.of("gateway", "provisioning", "keycloak");

    private final Settings settings;
    private final boolean wanted;
    private final boolean conversations;

    /** @param wanted null to buy demo numbers only where that costs nothing: from a carrier on this machine */
    Demo(Settings settings, @Nullable Boolean wanted, boolean conversations) {
        this.settings = settings;
        this.wanted = wanted == null ? settings.carrierOnThisMachine() : wanted;
        this.conversations = conversations;
    }

    /** Returns what went wrong, in words, or nothing: the system is of use without demo data too. */
    String fill(Collection<String> parts, Progress progress) throws InterruptedException {
        if (!parts.containsAll(NEEDED)) {
            return "";
        }
        if (!wanted) {
            return settings.carrierOnThisMachine()
                    ? ""
                    : "The carrier is %s: no demo numbers were bought there (./hilo up --numbers would)."
                            .formatted(settings.carrierUrl());
        }
        var began = System.nanoTime();
        try {
            progress.doing(NAME, "demo numbers");
            new DemoNumbers(settings).ensure();
            if (conversations && parts.contains("simulator") && parts.contains("ingest")) {
                progress.doing(NAME, "demo conversations");
                new DemoConversations(settings).beginOnce();
            }
            progress.ready(NAME, Duration.ofNanos(System.nanoTime() - began));
            return "";
        } catch (IOException problem) {
            progress.failed(NAME);
            return "The demo numbers are not ready: " + problem.getMessage();
        }
    }
}
