package dev.hilo.messaging.audit;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is recorded. The word before the dot is the kind of thing, by which a reader filters. */
public enum Audited {

    LABEL_CREATED("label.created"), LABEL_CHANGED("label.changed"), LABEL_DELETED("label.deleted"), TEMPLATE_CREATED(
            "template.created"), TEMPLATE_CHANGED("template.changed"), TEMPLATE_DELETED(
                    "template.deleted"), HOURS_CHANGED("hours.changed"), CONTACT_CHANGED(
                            "contact.changed"), CONTACT_MERGED("contact.merged"), CONTACT_SPLIT(
                                    "contact.split"), CONTACT_FIELDS_CHANGED(
                                            "contact-fields.changed"), THREADS_HANDED_OVER(
                                                    "threads.handed-over"), THREADS_TAKEN_BACK(
                                                            "threads.taken-back"), ANSWERS_CHANGED("answers.changed");

    private final String wire;

    Audited(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
