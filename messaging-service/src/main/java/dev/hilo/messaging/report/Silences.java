package dev.hilo.messaging.report;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.number.OwnNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which active numbers get no texts although, by their own {@link Rhythm}, they should. */
@ApplicationScoped
class Silences {

    private static final String QUIET = """
            select did, inbound_at from number_latest where did = any($1) and inbound_at <= $2
            """;

    /** By hours of the week, Monday's first being 0. */
    private static final String RHYTHMS = """
            select h.did, (extract(isodow from h.hour at time zone $4)::int - 1) * 24
                + extract(hour from h.hour at time zone $4)::int as slot, sum(h.received) as texts
            from unnest($1::text[], $2::timestamptz[]) l(did, last)
            join number_hour h on h.did = l.did and h.hour > l.last - $3 * interval '1 second' and h.hour <= l.last
            where h.received > 0
            group by 1, 2
            """;

    private final Pool database;
    private final ReportConfig config;
    private final Clock clock;

    Silences(Pool database, ReportConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Those of these numbers that are silent. */
    Uni<Map<PhoneNumber, Silence>> among(Collection<OwnNumber> some) {
        var now = clock.instant();
        var active = some.stream().filter(number -> number.state() == NumberRecord.State.ACTIVE)
                .map(number -> number.did().value()).toArray(String[]::new);
        return quiet(active, now.minus(config.silentAfter())).chain(quiet -> quiet.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : rhythms(quiet).map(rhythms -> silences(quiet, rhythms, now)));
    }

    private Uni<Map<PhoneNumber, Instant>> quiet(String[] dids, Instant since) {
        return database.preparedQuery(QUIET).execute(Tuple.of(dids, since.atOffset(ZoneOffset.UTC))).map(rows -> {
            Map<PhoneNumber, Instant> quiet = new HashMap<>();
            rows.forEach(row -> quiet.put(new PhoneNumber(row.getString("did")),
                    row.getOffsetDateTime("inbound_at").toInstant()));
            return quiet;
        });
    }

    private Uni<Map<PhoneNumber, Rhythm>> rhythms(Map<PhoneNumber, Instant> quiet) {
        var dids = List.copyOf(quiet.keySet());
        var parameters = Tuple.tuple()
                .addArrayOfString(dids.stream().map(PhoneNumber::value).toArray(String[]::new))
                .addArrayOfOffsetDateTime(dids.stream().map(quiet::get).map(last -> last.atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addValue((double) Rhythm.SPAN.toSeconds())
                .addString(config.zone().getId());
        return database.preparedQuery(RHYTHMS).execute(parameters).map(rows -> {
            Map<PhoneNumber, long[]> texts = new HashMap<>();
            rows.forEach(row -> texts.computeIfAbsent(new PhoneNumber(row.getString("did")),
                    _ -> new long[Rhythm.HOURS])[row.getInteger("slot")] = row.getLong("texts"));
            Map<PhoneNumber, Rhythm> rhythms = new HashMap<>();
            texts.forEach((did, counts) -> rhythms.put(did, new Rhythm(config.zone(), counts)));
            return rhythms;
        });
    }

    private Map<PhoneNumber, Silence> silences(Map<PhoneNumber, Instant> quiet, Map<PhoneNumber, Rhythm> rhythms,
            Instant now) {
        Map<PhoneNumber, Silence> silences = new HashMap<>();
        rhythms.forEach((did, rhythm) -> {
            var last = quiet.get(did);
            var silence = last == null ? null : rhythm.silence(last, now, config.silentAt(), config.silentAfter());
            if (silence != null) {
                silences.put(did, silence);
            }
        });
        return silences;
    }
}
