package dev.hilo.messaging.quiet;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Where contacts are: by their number, and by what they said. */
@ApplicationScoped
class Located {

    /** Statements are only added; the last one counts, also when it takes the others back. */
    private static final String STATED = """
            select distinct on (external) external, zone from contact_zone where external = any($1)
            order by external, stated_at desc, id desc
            """;

    /** @param stated the zone that the contact told us */
    record Contact(Whereabouts number, @Nullable ZoneId stated) {
    }

    private final AreaCodes areaCodes;
    private final Vertx vertx;

    Located(QuietConfig config, Vertx vertx) {
        this.areaCodes = AreaCodes.of(config);
        this.vertx = vertx;
    }

    Uni<Map<PhoneNumber, Contact>> of(SqlClient connection, Collection<PhoneNumber> contacts) {
        var distinct = Set.copyOf(contacts);
        return connection.preparedQuery(STATED)
                .execute(Tuple.of(distinct.stream().map(PhoneNumber::value).toArray(String[]::new)))
                .map(rows -> {
                    Map<String, ZoneId> stated = new HashMap<>();
                    rows.forEach(row -> {
                        var zone = row.getString("zone");
                        if (zone != null) {
                            stated.put(row.getString("external"), ZoneId.of(zone));
                        }
                    });
                    return stated;
                })
                .chain(stated -> areaCodes.knows(distinct)
                        ? Uni.createFrom().item(of(distinct, stated))
                        : vertx.executeBlocking(() -> of(distinct, stated), false));
    }

    private Map<PhoneNumber, Contact> of(Set<PhoneNumber> contacts, Map<String, ZoneId> stated) {
        Map<PhoneNumber, Contact> found = new LinkedHashMap<>();
        for (var contact : contacts) {
            found.put(contact, new Contact(areaCodes.of(contact), stated.get(contact.value())));
        }
        return found;
    }
}
