package dev.hilo.messaging.team;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/** When somebody is there for each of our numbers, as managers have set it. */
@ApplicationScoped
public class OpeningHours {

    private final Numbers numbers;
    private final Pool database;
    private final ObjectMapper json;

    OpeningHours(Numbers numbers, Pool database, ObjectMapper json) {
        this.numbers = numbers;
        this.database = database;
        this.json = json;
    }

    /** Of those numbers that nobody is always there for; {@link Opening#ALWAYS} is true of all others. */
    public Uni<Map<PhoneNumber, Opening>> byNumber() {
        return database.query("select team, zone, days, holidays from team_hours").execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("team"), this::hoursOf)))
                .chain(hours -> hours.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : numbers.all().map(all -> openings(all, hours)));
    }

    private static Map<PhoneNumber, Opening> openings(Map<PhoneNumber, OwnNumber> numbers,
            Map<String, Hours> hours) {
        return numbers.values().stream()
                .filter(number -> !number.teams().isEmpty() && hours.keySet().containsAll(number.teams()))
                .collect(Collectors.toMap(OwnNumber::did, number -> opening(number.teams(), hours)));
    }

    private static Opening opening(List<String> teams, Map<String, Hours> hours) {
        return Opening.of(teams.stream().map(team -> Objects.requireNonNull(hours.get(team))).toList());
    }

    private Hours hoursOf(Row row) {
        return Hours.read(json, row.getString("zone"), row.getString("days"), row.getString("holidays"));
    }
}
