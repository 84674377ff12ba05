package dev.hilo.messaging.answer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.keyword.Language;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What each number says by itself about consent, and who confirms an opt-out. */
@Path("/api/consent/numbers")
@Authenticated
@Prompt
class AnswersResource {

    /** The texts as a contact would get them now. */
    record AnswerTexts(String optOut, String optIn, String help) {
    }

    /**
     * @param confirmation who confirms an opt-out: hilo, carrier or nobody
     * @param language of a contact who has not shown theirs
     * @param texts by language, filled in
     * @param help wordings of its own, by language, with {@code {sender}} and {@code {contact}}; absent for the default
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnswersView(PhoneNumber did, String name, Confirmation confirmation, Language language, String sender,
            String contact, Map<Language, AnswerTexts> texts, @Nullable Map<Language, String> help,
            @Nullable String changedBy, @Nullable Instant changedAt) {
    }

    /** The whole setting; what is absent goes back to its default. */
    record AnswersRequest(@Nullable String confirmation, @Nullable String language, @Nullable String sender,
            @Nullable String contact, @Nullable Map<String, String> help) {
    }

    private final Answers answers;
    private final Numbers numbers;
    private final VisibleNumbers visibleNumbers;
    private final CurrentCaller caller;
    private final Clock clock;

    AnswersResource(Answers answers, Numbers numbers, VisibleNumbers visibleNumbers, CurrentCaller caller,
            Clock clock) {
        this.answers = answers;
        this.numbers = numbers;
        this.visibleNumbers = visibleNumbers;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Uni<List<AnswersView>> list() {
        return visibleNumbers.of(caller.get()).chain(visible -> numbers.all().chain(all -> {
            var mine = all.values().stream().filter(number -> visible.covers(number.did()))
                    .sorted(Comparator.comparing(OwnNumber::did)).toList();
            return answers.of(mine.stream().map(OwnNumber::did).toList())
                    .map(found -> mine.stream().map(number -> view(number,
                            Objects.requireNonNull(found.get(number.did()), "one for each"))).toList());
        }));
    }

    @PUT
    @Path("/{did}")
    public Uni<AnswersView> set(@RestPath String did, @NotNull AnswersRequest request) {
        var manager = caller.get();
        if (!manager.isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "a manager sets what a number says by itself");
        }
        return numbers.all().chain(all -> {
            var number = PhoneNumber.parse(did).map(all::get)
                    .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such number"));
            return answers.set(number, wanted(request), manager.user(), now())
                    .map(set -> view(number, set));
        });
    }

    private static Answers.Wanted wanted(AnswersRequest request) {
        Map<String, String> help = request.help() == null ? Map.of() : request.help();
        return new Answers.Wanted(
                request.confirmation() == null ? null : confirmationOf(request.confirmation()),
                request.language() == null ? null : languageOf("/language", request.language()),
                stripped(request.sender()), stripped(request.contact()), help.entrySet().stream()
                        .filter(entry -> entry.getValue() != null && !entry.getValue().isBlank())
                        .collect(Collectors.toMap(entry -> languageOf("/help", entry.getKey()),
                                entry -> entry.getValue().strip())));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    private static Confirmation confirmationOf(String word) {
        return Arrays.stream(Confirmation.values()).filter(value -> value.wire().equals(word)).findFirst()
                .orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, "/confirmation",
                        "one of hilo, carrier, nobody"));
    }

    private static Language languageOf(String pointer, String word) {
        return Arrays.stream(Language.values()).filter(value -> value.wire().equals(word)).findFirst()
                .orElseThrow(
                        () -> ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, "languages are en and es"));
    }

    private AnswersView view(OwnNumber number, NumberAnswers set) {
        var now = now();
        var own = Arrays.stream(Language.values()).filter(language -> set.choices().help(language) != null)
                .collect(Collectors.toMap(language -> language,
                        language -> String.valueOf(set.choices().help(language)), (one, _) -> one,
                        () -> new EnumMap<Language, String>(Language.class)));
        return new AnswersView(number.did(), number.name(), set.confirmation(), set.language(), set.sender(),
                set.contact(), Arrays.stream(Language.values()).collect(Collectors.toMap(language -> language,
                        language -> new AnswerTexts(set.optOut(language, now), set.optIn(language, now),
                                set.help(language, now)),
                        (one, _) -> one, () -> new EnumMap<Language, AnswerTexts>(Language.class))),
                own.isEmpty() ? null : own, set.choices().changedBy(), set.choices().changedAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
