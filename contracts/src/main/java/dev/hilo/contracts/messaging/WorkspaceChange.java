package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.hilo.contracts.HiloEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that people share beside the conversations is other than it was: the topic {@code workspace.changes}. It
 * says what to read again and not how it stands, for whoever reads it asks as themselves.
 * <p>
 * What people share grows with time, so it is a word.
 *
 * @param what {@code labels}, {@code templates}, {@code hours}, {@code people}, {@code contact-fields}, {@code views},
 *        {@code push}
 * @param user whose it is; absent when it is not one person's
 * @param team whose it is; absent when it is not one team's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("workspace.changed.v1")
public record WorkspaceChange(UUID id, Instant occurredAt, String what, @Nullable String user, @Nullable String team)
        implements
            HiloEvent {
}
