package dev.hilo.messaging.label;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

/** One label. Its key stands in threads and never changes; its name, colour and place do. */
@Entity
@Table(name = "label")
class Label {

    private static final int LONGEST_KEY = 40;

    @Id
    @Column(name = "key")
    private String id;

    private String name;

    @Convert(converter = LabelColorColumn.class)
    private LabelColor color;

    @Column(name = "position")
    private int place;

    @Version
    private long version;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    Label() {
    }

    static Label made(String key, String name, LabelColor color, int place) {
        var label = new Label();
        label.id = key;
        label.name = name;
        label.color = color;
        label.place = place;
        return label;
    }

    /** A name as a key: words of small letters and digits with hyphens between them. */
    static String keyOf(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        var key = plain.length() > LONGEST_KEY ? plain.substring(0, LONGEST_KEY) : plain;
        return key.isEmpty() ? "label" : key;
    }

    void become(String newName, LabelColor newColor) {
        name = newName;
        color = newColor;
    }

    void moveTo(int newPlace) {
        place = newPlace;
    }

    void delete(Instant at) {
        deletedAt = at;
    }

    String key() {
        return id;
    }

    String name() {
        return name;
    }

    LabelColor color() {
        return color;
    }

    int place() {
        return place;
    }

    long version() {
        return version;
    }
}
