package dev.hilo.messaging.number;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.NumberRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The local copy of number.records and campaign.records. */
@ApplicationScoped
public class Numbers {

    /** How long a change of teams may take to reach a caller's next request; other instances read the topic. */
    private static final Duration FRESH = Duration.ofMillis(500);

    private static final String UPSERT = """
            insert into number as n (did, name, state, sms_enabled, mms_enabled, campaign_id, teams, occurred_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (did) do update set name = excluded.name, state = excluded.state,
                sms_enabled = excluded.sms_enabled, mms_enabled = excluded.mms_enabled,
                campaign_id = excluded.campaign_id, teams = excluded.teams, occurred_at = excluded.occurred_at
            where n.occurred_at <= excluded.occurred_at
            """;

    private static final String UPSERT_CAMPAIGN = """
            insert into campaign as c (campaign_id, name, brand_id, throughput_class, approved, occurred_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (campaign_id) do update set name = excluded.name, brand_id = excluded.brand_id,
                throughput_class = excluded.throughput_class, approved = excluded.approved,
                occurred_at = excluded.occurred_at
            where c.occurred_at <= excluded.occurred_at
            """;

    private record Snapshot(Instant at, Map<PhoneNumber, OwnNumber> numbers) {

        /** One that is too old for anybody, and not the same as any other. */
        static Snapshot outdated() {
            return new Snapshot(Instant.MIN, Map.of());
        }
    }

    private final Pool database;
    private final Clock clock;
    private final Instance<NumberWatcher> watchers;
    private final AtomicReference<Snapshot> latest = new AtomicReference<>(Snapshot.outdated());

    Numbers(Pool database, Clock clock, @Any Instance<NumberWatcher> watchers) {
        this.database = database;
        this.clock = clock;
        this.watchers = watchers;
    }

    /** All of them, as they were at most {@link #FRESH} ago. */
    public Uni<Map<PhoneNumber, OwnNumber>> all() {
        var known = latest.get();
        if (known.at().plus(FRESH).isAfter(clock.instant())) {
            return Uni.createFrom().item(known.numbers());
        }
        return database.query("select * from number").execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Numbers::numberOf)
                        .collect(Collectors.toUnmodifiableMap(OwnNumber::did, Function.identity())))
                // Not if something was stored meanwhile: nobody knows whether this was read before it.
                .invoke(numbers -> latest.compareAndSet(known, new Snapshot(clock.instant(), numbers)));
    }

    /** Stores what provisioning says; an older record than the stored one changes nothing. */
    Uni<Void> store(List<NumberRecord> records) {
        var newest = newestPerKey(records, NumberRecord::did, Comparator.comparing(NumberRecord::occurredAt));
        return database.withTransaction(transaction -> ownersBefore(transaction, newest)
                .chain(before -> upsert(transaction, newest)
                        .chain(() -> tellWatchers(transaction, changedHands(before, newest)))))
                .invoke(() -> latest.set(Snapshot.outdated()));
    }

    Uni<Void> storeCampaigns(List<CampaignRecord> records) {
        var newest = newestPerKey(records, CampaignRecord::campaignId,
                Comparator.comparing(CampaignRecord::occurredAt));
        if (newest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return database.preparedQuery(UPSERT_CAMPAIGN).executeBatch(newest.stream()
                .map(campaign -> Tuple.from(new Object[]{campaign.campaignId(), campaign.name(), campaign.brandId(),
                        campaign.throughputClass(), campaign.approved(),
                        campaign.occurredAt().atOffset(ZoneOffset.UTC)}))
                .toList()).replaceWithVoid();
    }

    private static <R, K> List<R> newestPerKey(List<R> records, Function<R, K> key, Comparator<R> byAge) {
        return List.copyOf(records.stream()
                .collect(Collectors.toMap(key, Function.identity(), BinaryOperator.maxBy(byAge), LinkedHashMap::new))
                .values());
    }

    private static Uni<Map<PhoneNumber, Boolean>> ownersBefore(SqlConnection transaction, List<NumberRecord> records) {
        return transaction.preparedQuery("select did, cardinality(teams) > 0 as owned from number where did = any($1)")
                .execute(Tuple.of(records.stream().map(record -> record.did().value()).toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).collect(Collectors.toMap(
                        row -> new PhoneNumber(row.getString("did")), row -> row.getBoolean("owned"))));
    }

    private static Uni<Void> upsert(SqlConnection transaction, List<NumberRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction.preparedQuery(UPSERT).executeBatch(records.stream()
                .map(record -> Tuple.from(new Object[]{record.did().value(), record.name(), record.state().name(),
                        record.smsEnabled(), record.mmsEnabled(), record.campaignId(),
                        record.teams().toArray(String[]::new), record.occurredAt().atOffset(ZoneOffset.UTC)}))
                .toList()).replaceWithVoid();
    }

    /** The numbers that got their first team, or lost their last. */
    private static List<PhoneNumber> changedHands(Map<PhoneNumber, Boolean> before, List<NumberRecord> records) {
        return records.stream()
                .filter(record -> before.getOrDefault(record.did(), false) == record.teams().isEmpty())
                .map(NumberRecord::did)
                .toList();
    }

    private Uni<Void> tellWatchers(SqlConnection transaction, List<PhoneNumber> dids) {
        Uni<Void> all = Uni.createFrom().voidItem();
        if (dids.isEmpty()) {
            return all;
        }
        for (var watcher : watchers) {
            all = all.chain(() -> watcher.changedHands(transaction, dids));
        }
        return all;
    }

    private static OwnNumber numberOf(Row row) {
        return new OwnNumber(new PhoneNumber(row.getString("did")), row.getString("name"),
                NumberRecord.State.valueOf(row.getString("state")), row.getBoolean("sms_enabled"),
                row.getBoolean("mms_enabled"), row.getString("campaign_id"),
                List.of(row.getArrayOfStrings("teams")));
    }
}
