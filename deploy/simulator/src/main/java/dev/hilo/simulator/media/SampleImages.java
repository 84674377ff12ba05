package dev.hilo.simulator.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

import io.vertx.core.buffer.Buffer;

/** A few small pictures for whoever has none at hand. */
public final class SampleImages {

    public static final List<String> NAMES = List.of("sunset.jpg", "parcel.jpg", "chart.png");

    private SampleImages() {
    }

    /** @throws IllegalArgumentException when there is no such sample */
    public static Buffer bytes(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no sample '" + name + "'; there are " + String.join(", ", NAMES));
        }
        try (var in = Objects.requireNonNull(SampleImages.class.getResourceAsStream(name))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
