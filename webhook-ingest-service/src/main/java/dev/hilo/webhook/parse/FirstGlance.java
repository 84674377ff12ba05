package dev.hilo.webhook.parse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conversation of a post in the carrier's commonest form in one pass over its bytes: a text from one North
 * American number to one other, in plain ASCII without escapes, and with no member but those of that form. Whatever
 * differs is left to the parser, which alone decides what a post is; here is only what needs no decision. The two are
 * held together by what is fuzzed: whoever is found here, the parser finds too.
 */
final class FirstGlance {

    private static final int FROM = 1;
    private static final int TO = 1 << 1;
    private static final int MESSAGE = 1 << 2;
    private static final int NO_RECEIPT = 1 << 3;
    private static final int REFERENCE = 1 << 4;
    /** Without the mark that it is none, a text may be a receipt; the words decide, which is the parser's part. */
    private static final int NEEDED = FROM | TO | MESSAGE | NO_RECEIPT;
    private static final int DIGITS = 11;

    private final byte[] post;
    private int at;
    /** Where the last text began and ended, without its quotes. */
    private int begin;
    private int end;
    private int seen;
    private @Nullable PhoneNumber from;
    private @Nullable PhoneNumber to;

    private FirstGlance(byte[] post) {
        this.post = post;
    }

    /** @return empty for a post that has to be looked at properly */
    static Optional<ConversationKey> at(byte[] post) {
        return new FirstGlance(post).conversation();
    }

    private Optional<ConversationKey> conversation() {
        if (!next('{') || !members() || !atEnd() || (seen & NEEDED) != NEEDED || from == null || to == null) {
            return Optional.empty();
        }
        return Optional.of(new ConversationKey(to, from));
    }

    private boolean members() {
        do {
            if (!text() || !member()) {
                return false;
            }
        } while (next(','));
        return next('}');
    }

    private boolean member() {
        var name = nameOfMember();
        // One that comes twice is none of the common form.
        if (name == 0 || (seen & name) != 0 || !next(':')) {
            return false;
        }
        seen |= name;
        return switch (name) {
            case FROM -> (from = number()) != null;
            case TO -> (to = recipient()) != null;
            case NO_RECEIPT -> literal("false");
            default -> text();
        };
    }

    private int nameOfMember() {
        return switch (end - begin) {
            case 4 -> is("From") ? FROM : 0;
            case 2 -> is("To") ? TO : 0;
            case 7 -> is("Message") ? MESSAGE : 0;
            case 15 -> is("DeliveryReceipt") ? NO_RECEIPT : 0;
            case 5 -> is("RefId") ? REFERENCE : 0;
            default -> 0;
        };
    }

    private boolean is(String name) {
        for (var i = 0; i < name.length(); i++) {
            if (post[begin + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable PhoneNumber recipient() {
        if (!next('[')) {
            return number();
        }
        var only = number();
        return next(']') ? only : null;
    }

    private @Nullable PhoneNumber number() {
        if (!text() || end - begin != DIGITS) {
            return null;
        }
        var digits = new String(post, begin, DIGITS, StandardCharsets.ISO_8859_1);
        return Addresses.isNorthAmerican(digits) ? new PhoneNumber("+" + digits) : null;
    }

    /** A text of printable ASCII: what is escaped or wider is none of the common form. */
    private boolean text() {
        if (!next('"')) {
            return false;
        }
        begin = at;
        while (at < post.length && post[at] >= ' ' && post[at] < 0x7f && post[at] != '\\') {
            if (post[at] == '"') {
                end = at++;
                return true;
            }
            at++;
        }
        return false;
    }

    private boolean literal(String word) {
        space();
        for (var i = 0; i < word.length(); i++) {
            if (at == post.length || post[at++] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean next(char wanted) {
        space();
        if (at < post.length && post[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean atEnd() {
        space();
        return at == post.length;
    }

    private void space() {
        while (at < post.length && (post[at] == ' ' || post[at] == '\n' || post[at] == '\r' || post[at] == '\t')) {
            at++;
        }
    }
}
