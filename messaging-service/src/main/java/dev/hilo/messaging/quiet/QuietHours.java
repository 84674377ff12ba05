package dev.hilo.messaging.quiet;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The hours in which a text out of the blue must not arrive. Replies to a contact who has just written are not asked about. */
@ApplicationScoped
public class QuietHours {

    /**
     * @param opensAt the first moment at which the contact may be written to
     * @param zone the one that decides
     * @param rule which rule keeps it back: {@code federal}, {@code state:FL}, {@code unknown-zone}, …
     */
    public record Quiet(Instant opensAt, ZoneId zone, String rule) {
    }

    /** The contacts who must not be disturbed at that moment; those who may be are not in the map. */
    public Uni<Map<PhoneNumber, Quiet>> at(SqlConnection connection, Collection<PhoneNumber> contacts,
            Instant moment) {
        return Uni.createFrom().item(Map.of());
    }
}
