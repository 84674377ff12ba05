package dev.hilo.messaging.contact;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A person about whom something was noted, or who has several numbers. */
@Entity
@Table(name = "contact")
class Contact {

    @Id
    private UUID id;

    private @Nullable String name;

    @Column(name = "name_key")
    private @Nullable String nameKey;

    private @Nullable String notes;

    private String fields;

    @Version
    private long version;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    Contact() {
    }

    static Contact begun(UUID id, Noted noted, String by, Instant at) {
        var contact = new Contact();
        contact.id = id;
        contact.become(noted, by, at);
        return contact;
    }

    /** Also when nothing of it is different, as after a merge: its version is the next one. */
    void become(Noted noted, String by, Instant at) {
        name = noted.name();
        nameKey = noted.name() == null ? null : Noted.key(noted.name());
        notes = noted.notes();
        fields = Noted.fieldsJson(noted.fields()).encode();
        changedBy = by;
        changedAt = at;
    }

    UUID id() {
        return id;
    }

    Noted noted() {
        return new Noted(name, notes, Noted.fieldsOf(new JsonObject(fields)));
    }

    /** 1 for what was noted first; 0 is the version of a contact of whom nothing was noted. */
    long version() {
        return version + 1;
    }
}
