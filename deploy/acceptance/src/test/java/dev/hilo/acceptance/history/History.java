package dev.hilo.acceptance.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One run as its witnesses tell it, after everything has come to rest: the carrier that posted, the journal, the
 * database, the API, and the screens of those who watched.
 *
 * @param posts what the carrier posted; each text and each receipt is its own, by its words or by its reference
 * @param journal ids of the deliveries that the intake has written down
 * @param stored what the database holds
 * @param rest each conversation as the API tells it, by thread; of some of them or of all
 */
public record History(List<Post> posts, Set<UUID> journal, Stored stored, Map<String, Timeline> rest,
        List<Screen> screens) {

    /** What a post was about. */
    public enum Kind {
        TEXT, RECEIPT
    }

    /**
     * One text or receipt, posted again until it was acknowledged.
     *
     * @param text the words as they are shown
     * @param refId null for one that only its words tell from others
     * @param acknowledged answers of 200
     * @param refused honest answers of 503 or 429: it may have been kept all the same
     * @param unanswered posts without any answer
     */
    public record Post(Kind kind, String did, String contact, String text, String refId, int acknowledged,
            int refused, int unanswered) {

        int attempts() {
            return acknowledged + refused + unanswered;
        }

        boolean accountsFor(long kept) {
            return kept >= acknowledged && kept <= attempts();
        }

        @Override
        public String toString() {
            return "%s \"%s\" from %s (%s; %d acknowledged, %d refused, %d unanswered)".formatted(kind, text, contact,
                    refId, acknowledged, refused, unanswered);
        }
    }

    /** One line of a conversation, as one witness has it. */
    public record Line(String messageId, long seq, String direction, String status, String text, int repeats) {

        boolean inbound() {
            return direction.equals("inbound");
        }
    }

    /**
     * A conversation from its first line to its last.
     *
     * @param lastSeq everything up to this number of its sequence is in it
     */
    public record Timeline(long lastSeq, List<Line> lines) {
    }

    /** Between one of our numbers and a contact. */
    public record Conversation(String did, String contact) {
    }

    /** @param counted whether it was shown, at first or as one more of the same */
    public record Delivery(UUID id, String messageId, boolean counted) {
    }

    /** @param messageId null while it is parked */
    public record Receipt(UUID delivery, String refId, String messageId) {
    }

    /**
     * What the database holds.
     *
     * @param threads whose conversation each thread is
     * @param timelines of every thread
     * @param quarantined deliveries that nobody could read
     */
    public record Stored(Map<String, Conversation> threads, Map<String, Timeline> timelines,
            List<Delivery> deliveries, List<Receipt> receipts, Set<UUID> quarantined) {
    }

    /** What happened to one open conversation at one screen, in the order in which it happened. */
    public sealed interface Step {

        /** A new connection: what follows begins behind what is there. */
        record Connected() implements Step {
        }

        /** @param seq the number that the frame's change took; {@code messageId} and {@code status} may be null */
        record Frame(long seq, String messageId, String status) implements Step {
        }

        /** The conversation was read again over the API, complete up to this number. */
        record Read(long lastSeq) implements Step {
        }
    }

    /**
     * One client's screen at the end, and how it came to be.
     *
     * @param numbers of ours that this person may see
     * @param seen of ours that any frame was about
     * @param summaries the list: of each thread the newest number
     * @param open the conversations that were open
     * @param heard of each open conversation
     */
    public record Screen(String name, Set<String> numbers, Set<String> seen, Map<String, Long> summaries,
            Map<String, Timeline> open, Map<String, List<Step>> heard) {
    }
}
