package dev.hilo.webhook.parse;

import java.util.List;

import dev.hilo.contracts.messaging.InboundMessage.Part;
import org.jspecify.annotations.Nullable;

/** What one post says in whichever form it came, before anybody asks whose numbers these are. */
sealed interface Post {

    /** Names of members that nobody asked for; see {@link Parsed#unknownMembers()}. */
    List<String> unknownMembers();

    /**
     * A post in a known form.
     *
     * @param from as written
     * @param to as written, in order
     * @param text decoded; empty for a medium without words
     */
    record Read(String from, List<String> to, String text, List<Part> media, @Nullable String refId, Claim claim,
            List<String> unknownMembers) implements Post {
    }

    /** A post in no form that is known. */
    record Unknown(String reason, List<String> unknownMembers) implements Post {
    }

    /** What the post claims to be. */
    sealed interface Claim {

        /** A person's text. */
        record Text() implements Claim {
        }

        /** Says nothing: a text, unless its words have the complete form of a receipt. */
        record Unmarked() implements Claim {
        }

        /** The carrier marked it as a receipt; the words say of what kind. */
        record Marked() implements Claim {
        }

        /** A receipt in the simple form. */
        record Stated(String stat, @Nullable String err) implements Claim {
        }
    }
}
