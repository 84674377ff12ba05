package dev.hilo.messaging.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.contact.Contacts.Person;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is noted about a person. A change names the version it was based on; when somebody else was faster it is
 * refused, and what they noted comes along.
 */
@ApplicationScoped
class EditContact {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_NOTES = 10_000;

    /** What shall be noted, as people typed it. */
    record Wanted(@Nullable String name, @Nullable String notes, Map<String, String> fields) {
    }

    private final Contacts contacts;
    private final ContactForms forms;
    private final ReadContact readContact;
    private final TellThreads tellThreads;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    EditContact(Contacts contacts, ContactForms forms, ReadContact readContact, TellThreads tellThreads, Audit audit,
            Ids ids, Clock clock) {
        this.contacts = contacts;
        this.forms = forms;
        this.readContact = readContact;
        this.tellThreads = tellThreads;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<ReadContact.ContactView> edit(Caller caller, PhoneNumber number, Wanted wanted, long version) {
        return readContact.require(caller, number)
                .chain(() -> Panache.withTransaction(() -> forms.current()
                        .chain(form -> contacts.of(number)
                                .chain(found -> edit(caller.user(), number, found, wanted, version, form.fields())))))
                .invoke(tellThreads::wake)
                .onFailure(Contacts::lostARace).recoverWithUni(_ -> refused(number))
                .chain(() -> readContact.of(caller, number));
    }

    /** What others noted meanwhile comes along. */
    private Uni<Void> refused(PhoneNumber number) {
        return readContact.card(number).invoke(card -> {
            throw stale(card);
        }).replaceWithVoid();
    }

    private Uni<Void> edit(String user, PhoneNumber number, Optional<Person> found, Wanted wanted, long version,
            List<Field> form) {
        var card = found.map(person -> ContactCard.of(number, person.contact(), person.numbers(), form))
                .orElseGet(() -> ContactCard.unknown(number));
        if (card.version() != version) {
            throw stale(card);
        }
        var before = found.map(person -> person.contact().noted()).orElse(Noted.NOTHING);
        var after = checked(wanted, before, form);
        if (after.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        var numbers = found.map(Person::numbers).orElseGet(List::of).stream().map(ContactNumber::number).toList();
        return write(user, number, found, after)
                .chain(contacts::getSession)
                .call(Mutiny.Session::flush)
                .call(session -> Objects.equals(before.name(), after.name())
                        ? Uni.createFrom().voidItem()
                        : audit.record(session, new Audit.Change(user, Audited.CONTACT_CHANGED, number.value(),
                                named(before), named(after))))
                .chain(session -> tellThreads.note(session, numbers.isEmpty() ? List.of(number) : numbers, user));
    }

    private Uni<Void> write(String user, PhoneNumber number, Optional<Person> found, Noted after) {
        if (found.isPresent()) {
            found.get().contact().become(after, user, now());
            return Uni.createFrom().voidItem();
        }
        var contact = Contact.begun(ids.next(), after, user, now());
        return contacts.persist(contact).chain(() -> contacts.keep(ContactNumber.first(number, contact.id())));
    }

    /** @throws ProblemException with everything that is wrong */
    static Noted checked(Wanted wanted, Noted before, List<Field> form) {
        List<Problem.FieldError> errors = new ArrayList<>();
        var name = Noted.line(wanted.name());
        var notes = Noted.text(wanted.notes());
        if (name != null && name.length() > LONGEST_NAME) {
            errors.add(new Problem.FieldError("/name", "at most " + LONGEST_NAME + " characters"));
        }
        if (notes != null && notes.length() > LONGEST_NOTES) {
            errors.add(new Problem.FieldError("/notes", "at most " + LONGEST_NOTES + " characters"));
        }
        var fields = Field.changed(wanted.fields(), before.fields(), Set.copyOf(before.fields().values()), form,
                errors);
        if (!errors.isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, errors);
        }
        return new Noted(name, notes, fields);
    }

    static ProblemException stale(ContactCard newer) {
        return ProblemException.of(MessagingProblem.STALE_CONTACT, "somebody else changed the contact meanwhile",
                Map.of("contact", newer));
    }

    /** What the record of a new name says; notes are nobody's business but the contact's. */
    private static Map<String, String> named(Noted noted) {
        return noted.name() == null ? Map.of() : Map.of("name", noted.name());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
