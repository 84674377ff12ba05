package dev.hilo.webhook.letter;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.letter.Letters.State;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Pages of what was put aside, newest first. */
@ApplicationScoped
class LetterPages {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,16}) (\\S+)");

    private final Letters letters;

    LetterPages(Letters letters) {
        this.letters = letters;
    }

    /** @param next the cursor of the page after this one */
    record Page(List<Letter> letters, Optional<String> next) {
    }

    Page page(String topic, @Nullable String state, @Nullable String cursor, int limit) {
        letters.require();
        var wanted = stateOf(state);
        var before = cursor == null || cursor.isBlank() ? null : read(cursor);
        var found = letters.all(topic, wanted)
                .filter(letter -> before == null || Letter.OLDEST_FIRST.compare(letter, before) < 0)
                .sorted(Letter.OLDEST_FIRST.reversed()).limit(limit + 1L).toList();
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(found.subList(0, limit), Optional.of(wire(found.get(limit - 1))));
    }

    private static State stateOf(@Nullable String word) {
        return switch (word == null || word.isBlank() ? "open" : word) {
            case "open" -> State.OPEN;
            case "settled" -> State.SETTLED;
            case "all" -> State.ALL;
            default -> throw ProblemException.at(CommonProblem.INVALID_REQUEST, "state",
                    "not one of the words open, settled, all");
        };
    }

    private static String wire(Letter last) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((last.at().toEpochMilli() + " " + last.place()).getBytes(UTF_8));
    }

    private static Letter read(String cursor) {
        try {
            var matcher = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
            if (matcher.matches()) {
                return new Letter(Place.parse(matcher.group(2)).orElseThrow(IllegalArgumentException::new),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), "", "", null);
            }
        } catch (IllegalArgumentException notOurs) {
            // As below.
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, "cursor", "not a cursor of this list");
    }
}
