package dev.hilo.messaging.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a label may be painted with: words, since a page draws each so that it can be read in light and in dark. */
enum LabelColor {
    GREY, RED, ORANGE, AMBER, GREEN, TEAL, BLUE, INDIGO, PURPLE, PINK, BROWN;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LabelColor> named(String word) {
        return Arrays.stream(values()).filter(color -> color.wire().equals(word)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(LabelColor::wire).collect(Collectors.joining(", "));
    }
}
