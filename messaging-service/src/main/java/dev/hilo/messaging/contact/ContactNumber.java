package dev.hilo.messaging.contact;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Whose a number is. One that came by a merge keeps what was noted about it before. */
@Entity
@Table(name = "contact_number")
class ContactNumber {

    @Id
    private String number;

    @Column(name = "contact_id")
    private UUID contactId;

    private @Nullable String before;

    @Column(name = "merged_by")
    private @Nullable String mergedBy;

    @Column(name = "merged_at")
    private @Nullable Instant mergedAt;

    private @Nullable String stayed;

    @Column(name = "stayed_version")
    private @Nullable Long stayedVersion;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    ContactNumber() {
    }

    /** The number a contact begins with. */
    static ContactNumber first(PhoneNumber number, UUID contactId) {
        var first = new ContactNumber();
        first.number = number.value();
        first.contactId = contactId;
        return first;
    }

    /** It is another contact's from now on; what it was before its first merge is what it goes back to. */
    void joins(UUID contact, Noted until, String by, Instant at) {
        contactId = contact;
        if (before == null) {
            before = until.json();
            mergedBy = by;
            mergedAt = at;
        }
    }

    /**
     * What the contact that it joined said until then, so that a merge can be undone as a whole.
     *
     * @param version of that contact right after the merge: once it is another, people have gone on from there
     */
    void remembers(Noted other, long version) {
        stayed = other.json();
        stayedVersion = version;
    }

    /** What the contact it leaves shall say: what it said before the merge, unless somebody has changed it since. */
    Noted leaves(Contact contact, UUID own) {
        var stays = stayed != null && stayedVersion != null && stayedVersion == contact.version()
                ? Noted.of(stayed)
                : contact.noted();
        contactId = own;
        before = null;
        mergedBy = null;
        mergedAt = null;
        stayed = null;
        stayedVersion = null;
        return stays;
    }

    PhoneNumber number() {
        return new PhoneNumber(number);
    }

    UUID contactId() {
        return contactId;
    }

    /** What was noted about it before it was merged; null of the number that the contact began with. */
    @Nullable
    Noted before() {
        return before == null ? null : Noted.of(before);
    }

    ContactCard.@Nullable Merged merged() {
        var noted = before();
        return noted == null || mergedBy == null || mergedAt == null
                ? null
                : new ContactCard.Merged(number(), noted.name(), mergedBy, mergedAt);
    }
}
