package dev.hilo.messaging.contact;

import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.workspace.Workspace;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The table {@code contact_form}: which fields there are, and how managers change that. */
@ApplicationScoped
class ContactForms implements PanacheRepositoryBase<ContactForm, Integer> {

    static final int MOST_FIELDS = 30;
    static final int MOST_CHOICES = 50;
    static final int LONGEST_NAME = 60;

    /** @param version what a change has to name; 0 before the first */
    record FormView(List<Field> fields, long version) {

        static FormView of(@Nullable ContactForm form) {
            return form == null ? new FormView(List.of(), 0) : new FormView(form.fields(), form.version());
        }
    }

    /**
     * A field as a manager wants it.
     *
     * @param key of one that there is; absent for a new one, which gets its key from its name
     * @param kind text, date, number or choice; that of an existing one stays
     */
    record FieldRequest(@Nullable String key, @Nullable String name, @Nullable String kind,
            @Nullable List<@Nullable String> choices) {
    }

    private final Audit audit;
    private final Workspace workspace;
    private final Clock clock;

    ContactForms(Audit audit, Workspace workspace, Clock clock) {
        this.audit = audit;
        this.workspace = workspace;
        this.clock = clock;
    }

    /** Within a session. */
    Uni<FormView> current() {
        return findById(ContactForm.ID).map(FormView::of);
    }

    Uni<FormView> read() {
        return Panache.withSession(this::current);
    }

    /** Fields that are not in the list are taken away; what was noted in them is kept out of sight. */
    Uni<FormView> change(String user, List<FieldRequest> wanted, long version) {
        return Panache.withTransaction(() -> findById(ContactForm.ID).chain(form -> {
            var before = FormView.of(form);
            if (before.version() != version) {
                throw stale();
            }
            var next = fieldsOf(wanted, before.fields());
            var changed = form == null ? ContactForm.begun() : form;
            changed.become(next, user, clock.instant().truncatedTo(ChronoUnit.MICROS));
            return persist(changed)
                    .call(this::flush)
                    .call(() -> getSession().chain(session -> audit.record(session,
                            new Audit.Change(user, Audited.CONTACT_FIELDS_CHANGED, "",
                                    Map.of("fields", before.fields()), Map.of("fields", next)))
                            .chain(() -> workspace.tell(session,
                                    Workspace.News.ofAll(Workspace.Part.CONTACT_FIELDS)))));
        })).invoke(workspace::published).map(FormView::of).onFailure(Contacts::lostARace).transform(_ -> stale());
    }

    private static ProblemException stale() {
        return ProblemException.of(MessagingProblem.STALE_CONTACT, "somebody else changed the fields; read them again");
    }

    private static List<Field> fieldsOf(List<FieldRequest> wanted, List<Field> before) {
        var known = before.stream().collect(Collectors.toMap(Field::key, field -> field));
        List<Problem.FieldError> errors = new ArrayList<>();
        if (wanted.size() > MOST_FIELDS) {
            errors.add(new Problem.FieldError("/fields", "at most " + MOST_FIELDS));
        }
        Set<String> keys = new HashSet<>(known.keySet());
        Set<String> used = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (var i = 0; i < wanted.size(); i++) {
            var place = "/fields/" + i;
            var request = wanted.get(i);
            var name = Noted.line(request.name());
            if (name == null || name.length() > LONGEST_NAME) {
                errors.add(new Problem.FieldError(place + "/name", "1 to " + LONGEST_NAME + " characters"));
            } else if (!names.add(Noted.key(name))) {
                errors.add(new Problem.FieldError(place + "/name", "another field has this name"));
            }
            var old = request.key() == null ? null : known.get(request.key());
            if (request.key() != null && (old == null || !used.add(request.key()))) {
                errors.add(new Problem.FieldError(place + "/key", "of a field that there is, once"));
            }
            var kind = kindOf(request.kind());
            if (kind == null) {
                errors.add(new Problem.FieldError(place + "/kind", "one of text, date, number, choice"));
            } else if (old != null && old.kind() != kind) {
                errors.add(new Problem.FieldError(place + "/kind", "a field keeps its kind; make a new one"));
            }
            var choices = choicesOf(request.choices());
            if (kind == Field.Kind.CHOICE && (choices.isEmpty() || choices.size() > MOST_CHOICES
                    || choices.stream().anyMatch(choice -> choice.length() > LONGEST_NAME))) {
                errors.add(new Problem.FieldError(place + "/choices",
                        "1 to " + MOST_CHOICES + ", each of at most " + LONGEST_NAME + " characters"));
            }
            if (name != null && kind != null) {
                fields.add(new Field(old == null ? newKey(name, keys) : old.key(), name, kind,
                        kind == Field.Kind.CHOICE ? choices : List.of()));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        return fields;
    }

    private static Field.@Nullable Kind kindOf(@Nullable String word) {
        for (var kind : Field.Kind.values()) {
            if (kind.wire().equals(word)) {
                return kind;
            }
        }
        return null;
    }

    private static List<String> choicesOf(@Nullable List<@Nullable String> typed) {
        return typed == null
                ? List.of()
                : typed.stream().map(Noted::line).filter(Objects::nonNull).map(Objects::requireNonNull).distinct()
                        .toList();
    }

    /** From the name, and never one that was given out in this list. */
    private static String newKey(String name, Set<String> keys) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var stem = plain.isEmpty() ? "field" : plain;
        var key = stem;
        for (var i = 2; !keys.add(key); i++) {
            key = stem + "-" + i;
        }
        return key;
    }
}
