package dev.hilo.messaging.answer;

import java.time.Instant;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.keyword.Language;
import org.jspecify.annotations.Nullable;

/**
 * What one number says by itself.
 *
 * @param language for a contact who has not shown theirs
 * @param sender the name it signs with
 * @param contact where a person gets help
 */
public record NumberAnswers(PhoneNumber did, Confirmation confirmation, Language language, String sender,
        String contact, Choices choices, Wordings wordings) {

    /** What a manager has set; absent where the default holds. */
    record Choices(@Nullable String sender, @Nullable String contact, @Nullable String helpEn,
            @Nullable String helpEs, @Nullable String changedBy, @Nullable Instant changedAt) {

        static final Choices NONE = new Choices(null, null, null, null, null, null);

        @Nullable
        String help(Language language) {
            return switch (language) {
                case EN -> helpEn;
                case ES -> helpEs;
            };
        }
    }

    /** The one confirmation of an opt-out. */
    public String optOut(Language language, Instant at) {
        return filled(wordings.at(at, language).optOut());
    }

    /** The confirmation that texts will come again. */
    public String optIn(Language language, Instant at) {
        return filled(wordings.at(at, language).optIn());
    }

    /** The answer to HELP. */
    public String help(Language language, Instant at) {
        var own = choices.help(language);
        return filled(own == null ? wordings.at(at, language).help() : own);
    }

    private String filled(String wording) {
        return wording.replace("{sender}", sender).replace("{contact}", contact);
    }
}
