package dev.hilo.messaging.answer;

import java.nio.file.Path;
import java.util.Optional;

import dev.hilo.messaging.keyword.Language;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a number says by itself as long as nobody has set it for the number. */
@ConfigMapping(prefix = "hilo.answers")
public interface AnswerConfig {

    /**
     * Who confirms an opt-out. BulkVS does not say whether it answers STOP; if it does, a second confirmation would double
     * the first or fail, and failures endanger the account.
     */
    @WithDefault("hilo")
    Confirmation confirmation();

    /** For a contact who has not shown theirs. */
    @WithDefault("en")
    Language language();

    /** The programme or business that writes; without it the number's name. */
    Optional<String> sender();

    /** Where a person gets help: a phone number, an e-mail address or a link; without it the number itself. */
    Optional<String> contact();

    /** Wordings in the form of {@code answers.json}, beside the packaged ones and in place of those of the same day. */
    Optional<Path> file();
}
