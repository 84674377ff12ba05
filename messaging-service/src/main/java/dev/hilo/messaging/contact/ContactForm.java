package dev.hilo.messaging.contact;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The fields of contacts, as a manager arranged them: one list for all. */
@Entity
@Table(name = "contact_form")
class ContactForm {

    /** The only one there is. */
    static final int ID = 1;

    @Id
    private int id;

    private String fields;

    @Version
    private long version;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    ContactForm() {
    }

    static ContactForm begun() {
        var form = new ContactForm();
        form.id = ID;
        return form;
    }

    void become(List<Field> next, String by, Instant at) {
        fields = Field.json(next);
        changedBy = by;
        changedAt = at;
    }

    List<Field> fields() {
        return Field.of(fields);
    }

    /** 1 for the first list; 0 is the version of one that was never written. */
    long version() {
        return version + 1;
    }
}
