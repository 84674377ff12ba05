package dev.hilo.messaging.contact;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;

import dev.hilo.contracts.PhoneNumber;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;

/** The tables {@code contact} and {@code contact_number}, within a Hibernate session. */
@ApplicationScoped
class Contacts implements PanacheRepositoryBase<Contact, UUID> {

    /** A contact with all its numbers. */
    record Person(Contact contact, List<ContactNumber> numbers) {

        ContactNumber number(PhoneNumber wanted) {
            return numbers.stream().filter(number -> number.number().equals(wanted)).findFirst().orElseThrow();
        }
    }

    /** Empty while nothing was noted about the number. */
    Uni<Optional<Person>> of(PhoneNumber number) {
        return whose(number).chain(id -> id.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : findById(id.get()).chain(this::withNumbers));
    }

    /**
     * Locked until the transaction ends, in the order of their ids, whoever asks: two who merge the same people wait for
     * one another, and see what the other one did.
     */
    Uni<Void> lock(Collection<PhoneNumber> numbers) {
        return getSession().chain(session -> session.createSelectionQuery(
                "select contactId from ContactNumber where number in :numbers", UUID.class)
                .setParameter("numbers", numbers.stream().map(PhoneNumber::value).toList()).getResultList())
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : find("id in ?1", Sort.by("id"), ids).withLock(LockModeType.PESSIMISTIC_WRITE).list()
                                .replaceWithVoid());
    }

    Uni<Void> keep(ContactNumber number) {
        return getSession().chain(session -> session.persist(number));
    }

    Uni<Void> remove(ContactNumber number) {
        return getSession().chain(session -> session.remove(number));
    }

    /** Somebody else was faster. */
    static boolean lostARace(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException
                || failure instanceof ConstraintViolationException
                || (failure.getCause() != null && lostARace(failure.getCause()));
    }

    private Uni<Optional<UUID>> whose(PhoneNumber number) {
        return getSession().chain(session -> session.createSelectionQuery(
                "select contactId from ContactNumber where number = :number", UUID.class)
                .setParameter("number", number.value()).getResultList())
                .map(ids -> ids.stream().findFirst());
    }

    private Uni<Optional<Person>> withNumbers(Contact contact) {
        return getSession().chain(session -> session.createSelectionQuery(
                "from ContactNumber where contactId = :contact order by number", ContactNumber.class)
                .setParameter("contact", contact.id()).getResultList())
                .map(numbers -> Optional.of(new Person(contact, numbers)));
    }
}
