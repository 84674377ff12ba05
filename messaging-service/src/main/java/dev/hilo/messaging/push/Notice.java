package dev.hilo.messaging.push;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is told, in the words that its service worker understands; nobody between us and it can read it.
 *
 * @param v grows when an older worker could misread it
 * @param kind text, mention or trial
 * @param language es or en: a worker cannot ask the page
 * @param name of the contact, if they have one
 * @param author what the one is called who wrote the note that names the reader
 * @param body the beginning of the text; absent when it must not be shown
 * @param media how many pictures and files
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Notice(int v, String kind, String language, boolean sound, @Nullable UUID thread, long seq, @Nullable String did,
        @Nullable String number, @Nullable String external, @Nullable String name, @Nullable String author,
        @Nullable String body, int media, Instant at) {

    private static final int VERSION = 1;
    /** Of the text, in characters as people count them: with all around it far below the 4 KB that a notice may have. */
    private static final int PREVIEW = 160;

    static Notice of(String kind, String language, boolean sound, Due due) {
        return new Notice(VERSION, kind, language, sound, due.thread(), due.seq(), due.did(), due.number(),
                due.external(), due.name(), due.author(), due.body() == null ? null : beginning(due.body()),
                due.media(), due.happenedAt());
    }

    static Notice trial(String language, boolean sound, Instant at) {
        return new Notice(VERSION, "trial", language, sound, null, 0, null, null, null, null, null, null, 0, at);
    }

    /** What a notice is about. */
    record Due(UUID thread, long seq, @Nullable String did, @Nullable String number, @Nullable String external,
            @Nullable String name, @Nullable String author, @Nullable String body, int media, Instant happenedAt) {
    }

    private static String beginning(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= PREVIEW
                ? line
                : line.substring(0, line.offsetByCodePoints(0, PREVIEW - 1)) + "…";
    }
}
