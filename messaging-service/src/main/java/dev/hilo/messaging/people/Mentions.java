package dev.hilo.messaging.people;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Finds in a note whom it calls: {@code @} and a user's name, which ends where no name could go on. */
public final class Mentions {

    private Mentions() {
    }

    /**
     * @param users whom it may call
     * @return in the order in which they are called, each once
     */
    public static List<String> in(String body, Collection<String> users) {
        // The longest first: who calls @ana.ruiz does not call ana.
        var longestFirst = users.stream().filter(user -> user.chars().noneMatch(Character::isWhitespace))
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        var found = new LinkedHashSet<String>();
        for (var at = body.indexOf('@'); at >= 0; at = body.indexOf('@', at + 1)) {
            if (at == 0 || !isOfName(body.codePointBefore(at))) {
                calledAt(body, at + 1, longestFirst).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static Optional<String> calledAt(String body, int from, List<String> longestFirst) {
        return longestFirst.stream()
                .filter(user -> body.regionMatches(true, from, user, 0, user.length())
                        && endsAt(body, from + user.length()))
                .findFirst();
    }

    private static boolean endsAt(String body, int at) {
        if (at >= body.length()) {
            return true;
        }
        var next = body.codePointAt(at);
        if (isOfName(next)) {
            return false;
        }
        // "@ana." ends a sentence, "@ana.ruiz" is somebody else.
        return ".-@".indexOf(next) < 0 || at + 1 >= body.length() || !isOfName(body.codePointAt(at + 1));
    }

    private static boolean isOfName(int character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
