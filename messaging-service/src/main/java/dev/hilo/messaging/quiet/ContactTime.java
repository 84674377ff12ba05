package dev.hilo.messaging.quiet;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import org.jspecify.annotations.Nullable;

/** What an agent is told about the time where a contact is. */
@ApplicationScoped
public class ContactTime {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /**
     * @param zones where the number may be, as IANA names; empty when it does not tell
     * @param stated where the contact said to be
     * @param localTime there, {@code HH:mm}: by what was stated, else by the zone that decides; absent when unknown
     * @param quiet present while the contact must not be disturbed
     * @param replyUntil present while what we write is an answer, which may go at any hour
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(List<String> zones, @Nullable String stated, @Nullable String localTime,
            @Nullable QuietView quiet, @Nullable Instant replyUntil) {
    }

    /**
     * @param opensAt when the contact may be written to again
     * @param zone the one that decides
     * @param rule federal, state:FL, unknown-zone, …
     */
    public record QuietView(Instant opensAt, String zone, String rule) {
    }

    private final Located located;
    private final QuietConfig config;
    private final QuietRules rules;
    private final Clock clock;

    ContactTime(Located located, QuietConfig config, Clock clock) {
        this.located = located;
        this.config = config;
        this.rules = QuietRules.of(config);
        this.clock = clock;
    }

    /** @param lastInboundAt when the contact wrote last */
    public Uni<View> of(SqlClient connection, PhoneNumber contact, @Nullable Instant lastInboundAt) {
        return located.of(connection, List.of(contact))
                .map(found -> view(Objects.requireNonNull(found.get(contact), "located"), lastInboundAt));
    }

    private View view(Located.Contact contact, @Nullable Instant lastInboundAt) {
        var now = clock.instant();
        var quiet = config.enabled()
                ? rules.at(contact.number(), contact.stated(), now).orElse(null)
                : null;
        var zones = contact.number().zones().stream().map(ZoneId::getId).sorted().toList();
        return new View(zones, contact.stated() == null ? null : contact.stated().getId(),
                localTime(contact, zones, quiet, now),
                quiet == null ? null : new QuietView(quiet.opensAt(), quiet.zone().getId(), quiet.rule()),
                replyUntil(lastInboundAt, now));
    }

    private static @Nullable String localTime(Located.Contact contact, List<String> zones,
            QuietHours.@Nullable Quiet quiet, Instant now) {
        if (contact.stated() != null) {
            return CLOCK.format(now.atZone(contact.stated()));
        }
        if (zones.isEmpty()) {
            return null;
        }
        var deciding = quiet != null && zones.contains(quiet.zone().getId())
                ? quiet.zone()
                : ZoneId.of(zones.getFirst());
        return CLOCK.format(now.atZone(deciding));
    }

    private @Nullable Instant replyUntil(@Nullable Instant lastInboundAt, Instant now) {
        if (lastInboundAt == null) {
            return null;
        }
        var until = lastInboundAt.plus(config.replyWindow());
        return until.isBefore(now) ? null : until;
    }
}
