package dev.hilo.messaging.quiet;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/** The hours in which a text out of the blue must not arrive. Replies to a contact who has just written are not asked about. */
@ApplicationScoped
public class QuietHours {

    private static final Logger LOG = Logger.getLogger(QuietHours.class);

    /**
     * @param opensAt the first moment at which the contact may be written to
     * @param zone the one that decides
     * @param rule which rule keeps it back: {@code federal}, {@code state:FL}, {@code unknown-zone}, …
     */
    public record Quiet(Instant opensAt, ZoneId zone, String rule) {
    }

    private final Located located;
    private final QuietConfig config;
    private final QuietRules rules;

    QuietHours(Located located, QuietConfig config) {
        this.located = located;
        this.config = config;
        this.rules = QuietRules.of(config);
    }

    void start(@Observes StartupEvent started) {
        if (!config.enabled()) {
            LOG.warn("quiet hours are switched off: texts leave at any hour of the night");
        }
    }

    /** The contacts who must not be disturbed at that moment; those who may be are not in the map. */
    public Uni<Map<PhoneNumber, Quiet>> at(SqlConnection connection, Collection<PhoneNumber> contacts,
            Instant moment) {
        return !config.enabled() || contacts.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : located.of(connection, contacts).map(found -> quiet(found, moment));
    }

    private Map<PhoneNumber, Quiet> quiet(Map<PhoneNumber, Located.Contact> found, Instant moment) {
        Map<PhoneNumber, Quiet> quiet = new LinkedHashMap<>();
        found.forEach((number, contact) -> rules.at(contact.number(), contact.stated(), moment)
                .ifPresent(until -> quiet.put(number, until)));
        return quiet;
    }
}
