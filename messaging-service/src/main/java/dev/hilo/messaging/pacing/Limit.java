package dev.hilo.messaging.pacing;

import java.util.Locale;

/** So many segments in a minute, or in a day; or as many as there are. */
public record Limit(int count) {

    /** The carriers' tables never say 0; here it stands for no limit. */
    public static final Limit UNLIMITED = new Limit(0);

    public Limit {
        if (count < 0) {
            throw new IllegalArgumentException("a limit is a number of segments, or unlimited");
        }
    }

    /** As configuration has it: {@code 75}, {@code 4,500}, {@code 0} or {@code unlimited}. */
    public static Limit of(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        return word.equals("unlimited") ? UNLIMITED : new Limit(Integer.parseInt(word.replace(",", "")));
    }

    public boolean limited() {
        return count > 0;
    }

    /** The smaller of two. */
    public Limit and(Limit other) {
        if (!limited() || !other.limited()) {
            return limited() ? this : other;
        }
        return count <= other.count ? this : other;
    }
}
