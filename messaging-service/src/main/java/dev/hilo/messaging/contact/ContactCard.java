package dev.hilo.messaging.contact;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A person as far as people describe them.
 *
 * @param id absent while nothing was noted
 * @param external the number that was asked for
 * @param numbers all of theirs, that one first
 * @param merged those that came by a merge and can leave again
 * @param version what a change has to name; 0 while nothing was noted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContactCard(@Nullable UUID id, PhoneNumber external, @Nullable String name, @Nullable String notes,
        Map<String, String> fields, List<PhoneNumber> numbers, List<Merged> merged, long version) {

    /** @param name what it was called before */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Merged(PhoneNumber external, @Nullable String name, String by, Instant at) {
    }

    /** Of whom nothing was noted. */
    static ContactCard unknown(PhoneNumber external) {
        return new ContactCard(null, external, null, null, Map.of(), List.of(external), List.of(), 0);
    }

    /** @param form the fields there are: values of others are kept, and not shown */
    static ContactCard of(PhoneNumber external, Contact contact, List<ContactNumber> numbers, List<Field> form) {
        var noted = contact.noted();
        return new ContactCard(contact.id(), external, noted.name(), noted.notes(), Field.shown(noted.fields(), form),
                numbers.stream().map(ContactNumber::number)
                        .sorted(Comparator.comparing((PhoneNumber number) -> !number.equals(external))
                                .thenComparing(Comparator.naturalOrder()))
                        .toList(),
                numbers.stream().map(ContactNumber::merged).filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Merged::at)).toList(),
                contact.version());
    }
}
