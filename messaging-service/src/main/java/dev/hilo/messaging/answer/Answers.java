package dev.hilo.messaging.answer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.keyword.Language;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What our numbers say by themselves: read for an answer, set by a manager. */
@ApplicationScoped
public class Answers {

    /** Beside the fixed words, the longest sender's name still leaves an opt-out's confirmation in one part. */
    private static final int LONGEST_SENDER = 40;
    private static final int LONGEST_CONTACT = 60;
    private static final int LONGEST_HELP = 320;

    private static final String SELECT = """
            select k.did, n.name, a.confirmation, a.language, a.sender, a.contact, a.help_en, a.help_es, a.changed_by,
                a.changed_at
            from unnest($1::text[]) k(did)
            left join number n on n.did = k.did
            left join number_answers a on a.did = k.did
            """;

    private static final String SET = """
            insert into number_answers (did, confirmation, language, sender, contact, help_en, help_es, changed_by,
                changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (did) do update set confirmation = excluded.confirmation, language = excluded.language,
                sender = excluded.sender, contact = excluded.contact, help_en = excluded.help_en,
                help_es = excluded.help_es, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """;

    /**
     * What a manager wants; what is absent is the default again.
     *
     * @param help by language, with {@code {sender}} and {@code {contact}} where those belong
     */
    record Wanted(@Nullable Confirmation confirmation, @Nullable Language language, @Nullable String sender,
            @Nullable String contact, Map<Language, String> help) {
    }

    /** What the record of a change shows. */
    private record Shown(Confirmation confirmation, Language language, String sender, String contact, String helpEn,
            String helpEs) {

        static @Nullable Shown of(@Nullable NumberAnswers answers, Instant at) {
            return answers == null
                    ? null
                    : new Shown(answers.confirmation(), answers.language(), answers.sender(), answers.contact(),
                            answers.help(Language.EN, at), answers.help(Language.ES, at));
        }
    }

    private final Pool database;
    private final AnswerConfig config;
    private final Wordings wordings;
    private final Audit audit;

    Answers(Pool database, AnswerConfig config, Wordings wordings, Audit audit) {
        this.database = database;
        this.config = config;
        this.wordings = wordings;
        this.audit = audit;
    }

    /** One for each number, known to us or not. */
    public Uni<Map<PhoneNumber, NumberAnswers>> of(SqlClient connection, Collection<PhoneNumber> dids) {
        return connection.preparedQuery(SELECT)
                .execute(Tuple.of(dids.stream().map(PhoneNumber::value).distinct().toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::answersOf)
                        .collect(Collectors.toMap(NumberAnswers::did, Function.identity())));
    }

    Uni<Map<PhoneNumber, NumberAnswers>> of(Collection<PhoneNumber> dids) {
        return of(database, dids);
    }

    /** @throws ProblemException with each field that cannot be accepted */
    Uni<NumberAnswers> set(OwnNumber number, Wanted wanted, String by, Instant now) {
        var after = after(number, wanted, by, now);
        check(after, now);
        return database.withTransaction(transaction -> of(transaction, List.of(number.did()))
                .chain(before -> set(transaction, number, after, wanted, by, now)
                        .chain(() -> audit.record(transaction, new Audit.Change(by, Audited.ANSWERS_CHANGED,
                                number.did().value(), Shown.of(before.get(number.did()), now),
                                Shown.of(after, now))))))
                .replaceWith(after);
    }

    private static Uni<Void> set(SqlConnection transaction, OwnNumber number, NumberAnswers after, Wanted wanted,
            String by, Instant now) {
        return transaction.preparedQuery(SET)
                .execute(Tuple.from(new @Nullable Object[]{number.did().value(), after.confirmation().name(),
                        after.language().wire(), wanted.sender(), wanted.contact(), wanted.help().get(Language.EN),
                        wanted.help().get(Language.ES), by, now.atOffset(ZoneOffset.UTC)}))
                .replaceWithVoid();
    }

    private NumberAnswers after(OwnNumber number, Wanted wanted, String by, Instant now) {
        var choices = new NumberAnswers.Choices(wanted.sender(), wanted.contact(), wanted.help().get(Language.EN),
                wanted.help().get(Language.ES), by, now);
        return new NumberAnswers(number.did(),
                wanted.confirmation() == null ? config.confirmation() : wanted.confirmation(),
                wanted.language() == null ? config.language() : wanted.language(),
                senderOf(wanted.sender(), number.name(), number.did()),
                contactOf(wanted.contact(), number.did()), choices, wordings);
    }

    /** Judged as it will be sent, with the names it is set together with. */
    private static void check(NumberAnswers after, Instant now) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (after.sender().isBlank() || after.sender().length() > LONGEST_SENDER) {
            errors.add(new Problem.FieldError("/sender", "one to " + LONGEST_SENDER + " characters"));
        }
        if (after.contact().length() > LONGEST_CONTACT || !HelpText.isContact(after.contact())) {
            errors.add(new Problem.FieldError("/contact", "a phone number, an e-mail address or a link"));
        }
        for (var language : Language.values()) {
            var text = after.help(language, now);
            var missing = HelpText.missing(text, after.sender(), after.contact());
            if (!missing.isEmpty()) {
                errors.add(new Problem.FieldError("/help/" + language.wire(), "lacks " + String.join(", ", missing)));
            } else if (text.length() > LONGEST_HELP) {
                errors.add(new Problem.FieldError("/help/" + language.wire(),
                        "at most " + LONGEST_HELP + " characters"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
    }

    private NumberAnswers answersOf(Row row) {
        var did = new PhoneNumber(row.getString("did"));
        var name = row.getString("name");
        var changed = row.getOffsetDateTime("changed_at");
        if (changed == null) {
            return new NumberAnswers(did, config.confirmation(), config.language(), senderOf(null, name, did),
                    contactOf(null, did), NumberAnswers.Choices.NONE, wordings);
        }
        var choices = new NumberAnswers.Choices(row.getString("sender"), row.getString("contact"),
                row.getString("help_en"), row.getString("help_es"), row.getString("changed_by"), changed.toInstant());
        return new NumberAnswers(did, Confirmation.valueOf(row.getString("confirmation")),
                Language.of(row.getString("language")), senderOf(choices.sender(), name, did),
                contactOf(choices.contact(), did), choices, wordings);
    }

    private String senderOf(@Nullable String chosen, @Nullable String name, PhoneNumber did) {
        if (chosen != null) {
            return chosen;
        }
        var known = name == null || name.isBlank() ? did.value() : name.strip();
        return config.sender().orElse(known.length() > LONGEST_SENDER ? known.substring(0, LONGEST_SENDER) : known);
    }

    private String contactOf(@Nullable String chosen, PhoneNumber did) {
        return chosen == null ? config.contact().orElse(did.value()) : chosen;
    }
}
