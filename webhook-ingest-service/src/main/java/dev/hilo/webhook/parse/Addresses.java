package dev.hilo.webhook.parse;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Who a post is from and to. Our number need not be the first recipient: in a group MMS it stands anywhere, and several
 * of ours can be in it.
 *
 * @param from null when what stands there is no number
 * @param to the recipients that are numbers, each once
 * @param strangers whether other recipients are no numbers: an MMS can go to mail addresses as well
 */
record Addresses(@Nullable PhoneNumber from, List<PhoneNumber> to, boolean strangers) {

    private static final Pattern ABROAD = Pattern.compile("[1-9]\\d{9,14}");

    static Addresses of(Post.Read post) {
        var to = post.to().stream().map(Addresses::number).flatMap(Optional::stream).toList();
        return new Addresses(number(post.from()).orElse(null), to.stream().distinct().toList(),
                to.size() < post.to().size());
    }

    /** The carrier writes no plus: what is no number of ours here is one of another country, if its digits make one. */
    static Optional<PhoneNumber> number(String written) {
        if (isNorthAmerican(written)) {
            return Optional.of(new PhoneNumber("+" + written));
        }
        return PhoneNumber.parse(written).or(() -> ABROAD.matcher(written.strip()).matches()
                ? PhoneNumber.parse("+" + written.strip())
                : Optional.empty());
    }

    /** What the carrier writes nearly always; asking the numbering plan of the world takes many times as long. */
    static boolean isNorthAmerican(String written) {
        if (written.length() != 11 || written.charAt(0) != '1' || written.charAt(1) < '2') {
            return false;
        }
        for (var i = 1; i < 11; i++) {
            if (written.charAt(i) < '0' || written.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a conversation can be named; nothing else here may be asked before. */
    boolean complete() {
        return from != null && !to.isEmpty();
    }

    PhoneNumber sender() {
        return Objects.requireNonNull(from);
    }

    /** Ours among the recipients, else the first of them: its owner may be known later. */
    List<PhoneNumber> reached(Predicate<PhoneNumber> own) {
        var ours = others().stream().filter(own).toList();
        return ours.isEmpty() ? List.of(others().getFirst()) : ours;
    }

    /** The conversation of a text with the first of our numbers. */
    ConversationKey conversation(Predicate<PhoneNumber> own) {
        return new ConversationKey(reached(own).getFirst(), sender());
    }

    /** A receipt comes from the handset to us; where only the sender is ours, it was written the other way round. */
    ConversationKey conversationOfReceipt(Predicate<PhoneNumber> own) {
        var reached = reached(own).getFirst();
        return own.test(sender()) && !own.test(reached)
                ? new ConversationKey(sender(), reached)
                : new ConversationKey(reached, sender());
    }

    /** Everybody in a group, the sender first; empty between two. */
    List<PhoneNumber> group() {
        var everybody = Stream.concat(Stream.of(sender()), to.stream()).distinct().toList();
        return everybody.size() > 2 ? everybody : List.of();
    }

    /** Some carriers repeat the sender among the recipients of a group. */
    private List<PhoneNumber> others() {
        var others = to.stream().filter(number -> !number.equals(from)).toList();
        return others.isEmpty() ? to : others;
    }
}
