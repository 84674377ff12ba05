package dev.hilo.messaging.media;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What a file is called: as somebody named it, in characters that mean nothing to a header or a file system. */
public final class FileName {

    private static final int LONGEST = 100;

    private FileName() {
    }

    /** The last part of a path, ending as files of its type do: a picture that calls itself {@code .exe} does not stay one. */
    public static @Nullable String of(@Nullable String sent, String type) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        var plain = last.replaceAll("[^\\p{Alnum}._ -]", "_").strip();
        return plain.isEmpty() || plain.chars().allMatch(c -> c == '.' || c == '_') ? null : ending(plain, type);
    }

    private static String ending(String name, String type) {
        var kind = Sniffed.ofType(type);
        var dot = name.lastIndexOf('.');
        var known = kind.extensions().contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var extension = dot > 0 && known ? name.substring(dot + 1) : kind.extensions().getFirst();
        return stem.substring(Math.max(0, stem.length() - LONGEST)) + "." + extension;
    }
}
