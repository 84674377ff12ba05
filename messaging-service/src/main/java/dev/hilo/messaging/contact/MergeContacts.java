package dev.hilo.messaging.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.contact.Contacts.Person;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes one person of two contacts, and lets a number go its own way again. Threads, consent and the numbers that people
 * are answered at stay what they are; only what is noted becomes one.
 */
@ApplicationScoped
class MergeContacts {

    static final int MOST_NUMBERS = 20;

    /**
     * What a merge would make, before anybody decides.
     *
     * @param names all that there are, the proposed one first
     * @param conflicts by the key of a field both values, the proposed one first
     * @param version of the contact that stays, for the merge to name
     * @param withVersion of the one that joins it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preview(@Nullable String name, List<String> names, @Nullable String notes, Map<String, String> fields,
            Map<String, List<String>> conflicts, List<PhoneNumber> numbers, long version, long withVersion) {
    }

    /**
     * What a person chose; whatever is absent is as the preview proposes.
     *
     * @param version of the contact that stays, as it was when they chose
     */
    record Wanted(PhoneNumber with, @Nullable String name, @Nullable String notes, @Nullable Map<String, String> fields,
            @Nullable Long version, @Nullable Long withVersion) {
    }

    /** The two of a merge; one of whom nothing was noted is absent. */
    private record Pair(Optional<Person> stays, Optional<Person> joins, List<Field> form) {

        Merging merging() {
            return Merging.of(noted(stays), noted(joins));
        }
    }

    private final Contacts contacts;
    private final ContactForms forms;
    private final ReadContact readContact;
    private final TellThreads tellThreads;
    private final Idempotency idempotency;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    MergeContacts(Contacts contacts, ContactForms forms, ReadContact readContact, TellThreads tellThreads,
            Idempotency idempotency, Audit audit, Ids ids, Clock clock) {
        this.contacts = contacts;
        this.forms = forms;
        this.readContact = readContact;
        this.tellThreads = tellThreads;
        this.idempotency = idempotency;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<Preview> preview(Caller caller, PhoneNumber number, PhoneNumber with) {
        return seen(caller, number, with).chain(() -> Panache.withSession(() -> pair(number, with)))
                .map(pair -> {
                    var merging = pair.merging();
                    var proposed = merging.proposed();
                    return new Preview(proposed.name(), merging.names(), proposed.notes(),
                            Field.shown(proposed.fields(), pair.form()), shown(merging.conflicts(), pair.form()),
                            Stream.concat(numbersOf(pair.stays(), number), numbersOf(pair.joins(), with)).toList(),
                            versionOf(pair.stays()), versionOf(pair.joins()));
                });
    }

    Uni<Answer> merge(Caller caller, PhoneNumber number, Wanted wanted, KeyedRequest keyed) {
        return inTransaction(seen(caller, number, wanted.with()), keyed, number,
                session -> contacts.lock(List.of(number, wanted.with())).chain(() -> pair(number, wanted.with()))
                        .chain(pair -> merge(session, caller.user(), number, wanted, pair)));
    }

    Uni<Answer> split(Caller caller, PhoneNumber number, PhoneNumber leaving, KeyedRequest keyed) {
        return inTransaction(seen(caller, number, leaving), keyed, number,
                session -> contacts.lock(List.of(number, leaving)).chain(() -> contacts.of(number))
                        .chain(found -> split(session, caller.user(), number, leaving, found)));
    }

    private Uni<Answer> inTransaction(Uni<Void> allowed, KeyedRequest keyed, PhoneNumber number,
            Function<Mutiny.Session, Uni<Void>> work) {
        return allowed.chain(() -> Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> idempotency.once(session, keyed, () -> work.apply(session)
                        .chain(session::flush)
                        .chain(() -> card(number))
                        .map(card -> idempotency.answer(200, card))))))
                .invoke(tellThreads::wake)
                .onFailure(Contacts::lostARace).recoverWithUni(_ -> readContact.card(number).map(card -> {
                    throw EditContact.stale(card);
                }));
    }

    private Uni<Void> seen(Caller caller, PhoneNumber number, PhoneNumber other) {
        return readContact.require(caller, number).chain(() -> readContact.require(caller, other));
    }

    private Uni<Pair> pair(PhoneNumber number, PhoneNumber with) {
        if (number.equals(with)) {
            throw ProblemException.of(MessagingProblem.SAME_CONTACT, "these are the same number");
        }
        return forms.current().chain(form -> contacts.of(number).chain(stays -> contacts.of(with)
                .map(joins -> new Pair(stays, joins, form.fields()))))
                .invoke(pair -> {
                    if (pair.stays().isPresent() && pair.joins().isPresent()
                            && pair.stays().get().contact().id().equals(pair.joins().get().contact().id())) {
                        throw ProblemException.of(MessagingProblem.SAME_CONTACT, "there is nothing to merge");
                    }
                });
    }

    private Uni<Void> merge(Mutiny.Session session, String user, PhoneNumber number, Wanted wanted, Pair pair) {
        refuseStale(wanted.version(), number, pair.stays(), pair.form());
        refuseStale(wanted.withVersion(), wanted.with(), pair.joins(), pair.form());
        var numbers = Stream.concat(numbersOf(pair.stays(), number), numbersOf(pair.joins(), wanted.with())).toList();
        if (numbers.size() > MOST_NUMBERS) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/with",
                    "a contact has at most " + MOST_NUMBERS + " numbers");
        }
        var before = noted(pair.stays());
        var until = noted(pair.joins());
        var after = chosen(wanted, pair);
        return stays(user, number, pair.stays(), after)
                .chain(contact -> join(user, contact, pair.joins(), wanted.with())
                        .call(() -> pair.joins().isPresent()
                                ? contacts.delete(pair.joins().get().contact())
                                : Uni.createFrom().voidItem())
                        .call(session::flush)
                        .invoke(joining -> {
                            if (joining.size() == 1) {
                                joining.getFirst().remembers(before, contact.version());
                            }
                        }))
                .chain(() -> audit.record(session, new Audit.Change(user, Audited.CONTACT_MERGED, number.value(),
                        Map.of("contact", side(before, numbersOf(pair.stays(), number).toList()), "with",
                                side(until, numbersOf(pair.joins(), wanted.with()).toList())),
                        side(after, numbers))))
                .chain(() -> tellThreads.note(session, numbers, user));
    }

    private static void refuseStale(@Nullable Long version, PhoneNumber number, Optional<Person> found,
            List<Field> form) {
        if (version != null && version != versionOf(found)) {
            throw EditContact.stale(cardOf(number, found, form));
        }
    }

    private static Noted chosen(Wanted wanted, Pair pair) {
        var merging = pair.merging();
        var proposed = merging.proposed();
        var known = Stream.of(noted(pair.stays()), noted(pair.joins()))
                .flatMap(noted -> noted.fields().values().stream()).collect(Collectors.toSet());
        List<Problem.FieldError> errors = new ArrayList<>();
        var fields = wanted.fields() == null
                ? proposed.fields()
                : Field.changed(wanted.fields(), proposed.fields(), known, pair.form(), errors);
        var name = wanted.name() == null ? proposed.name() : Noted.line(wanted.name());
        var notes = wanted.notes() == null ? proposed.notes() : Noted.text(wanted.notes());
        if (name != null && name.length() > EditContact.LONGEST_NAME) {
            errors.add(new Problem.FieldError("/name", "at most " + EditContact.LONGEST_NAME + " characters"));
        }
        if (notes != null && notes.length() > EditContact.LONGEST_NOTES) {
            errors.add(
                    new Problem.FieldError("/notes", "together at most " + EditContact.LONGEST_NOTES + " characters"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        return new Noted(name, notes, fields);
    }

    private Uni<Contact> stays(String user, PhoneNumber number, Optional<Person> found, Noted after) {
        if (found.isPresent()) {
            var contact = found.get().contact();
            contact.become(after, user, now());
            return Uni.createFrom().item(contact);
        }
        return begun(user, number, after);
    }

    private Uni<Contact> begun(String user, PhoneNumber number, Noted noted) {
        var contact = Contact.begun(ids.next(), noted, user, now());
        return contacts.persist(contact).call(() -> contacts.keep(ContactNumber.first(number, contact.id())));
    }

    private Uni<List<ContactNumber>> join(String user, Contact stays, Optional<Person> found, PhoneNumber with) {
        var until = noted(found);
        if (found.isPresent()) {
            var numbers = found.get().numbers();
            numbers.forEach(number -> number.joins(stays.id(), until, user, now()));
            return Uni.createFrom().item(numbers);
        }
        var number = ContactNumber.first(with, stays.id());
        number.joins(stays.id(), until, user, now());
        return contacts.keep(number).replaceWith(List.of(number));
    }

    private Uni<Void> split(Mutiny.Session session, String user, PhoneNumber number, PhoneNumber leaving,
            Optional<Person> found) {
        var person = found.orElseThrow(MergeContacts::notMerged);
        var row = person.numbers().stream().filter(one -> one.number().equals(leaving)).findFirst()
                .orElseThrow(MergeContacts::notMerged);
        var own = row.before();
        if (own == null) {
            throw notMerged();
        }
        var contact = person.contact();
        var before = contact.noted();
        var numbers = person.numbers().stream().map(ContactNumber::number).toList();
        var fresh = ids.next();
        var after = row.leaves(contact, fresh);
        contact.become(after, user, now());
        return (own.isNothing() ? contacts.remove(row) : session.persist(Contact.begun(fresh, own, user, now())))
                .call(session::flush)
                .chain(() -> audit.record(session, new Audit.Change(user, Audited.CONTACT_SPLIT, number.value(),
                        side(before, numbers),
                        Map.of("contact", side(after, numbers.stream().filter(one -> !one.equals(leaving)).toList()),
                                "left", side(own, List.of(leaving))))))
                .chain(() -> tellThreads.note(session, numbers, user));
    }

    private static ProblemException notMerged() {
        return ProblemException.of(MessagingProblem.NOT_MERGED,
                "a number that came by a merge can leave; the one a contact began with stays");
    }

    private Uni<ContactCard> card(PhoneNumber number) {
        return forms.current().chain(form -> contacts.of(number).map(found -> cardOf(number, found, form.fields())));
    }

    private static ContactCard cardOf(PhoneNumber number, Optional<Person> found, List<Field> form) {
        return found.map(person -> ContactCard.of(number, person.contact(), person.numbers(), form))
                .orElseGet(() -> ContactCard.unknown(number));
    }

    private static Noted noted(Optional<Person> found) {
        return found.map(person -> person.contact().noted()).orElse(Noted.NOTHING);
    }

    private static long versionOf(Optional<Person> found) {
        return found.map(person -> person.contact().version()).orElse(0L);
    }

    private static Stream<PhoneNumber> numbersOf(Optional<Person> found, PhoneNumber otherwise) {
        return found.map(person -> person.numbers().stream().map(ContactNumber::number))
                .orElseGet(() -> Stream.of(otherwise));
    }

    private static Map<String, List<String>> shown(Map<String, List<String>> conflicts, List<Field> form) {
        var keys = form.stream().map(Field::key).collect(Collectors.toSet());
        return conflicts.entrySet().stream().filter(conflict -> keys.contains(conflict.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What the record of a merge says of a contact: its name and numbers, not what people noted about them. */
    private static Map<String, Object> side(Noted noted, List<PhoneNumber> numbers) {
        return noted.name() == null ? Map.of("numbers", numbers) : Map.of("name", noted.name(), "numbers", numbers);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
