package dev.hilo.provisioning.number;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * What an order does to its number. Every method works in the caller's transaction, holds the number's row until that
 * ends, and puts the number's event into the outbox; the caller says {@code Outbox.published()} after the commit.
 */
@ApplicationScoped
public class Numbers {

    private final OurNumberRows rows;
    private final OurWebhook webhook;
    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;

    Numbers(OurNumberRows rows, OurWebhook webhook, Outbox outbox, Clock clock, Ids ids) {
        this.rows = rows;
        this.webhook = webhook;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** Locks the number, new or known, and says how it stands; a new one counts as released. */
    public Uni<NumberState> lockOrCreate(PhoneNumber did) {
        return rows.ensure(did, clock.instant()).chain(() -> rows.lock(did)).map(OurNumber::state);
    }

    /** Locks a known number. Fails with a problem 404 for any other. */
    public Uni<NumberState> lock(PhoneNumber did) {
        return rows.lock(did).map(OurNumber::state);
    }

    public Uni<Void> provision(PhoneNumber did, NumberWish wish) {
        return rows.lock(did).invoke(number -> number.provision(wish, webhook.name(), clock.instant()))
                .chain(this::tell);
    }

    public Uni<Void> activate(PhoneNumber did, CarrierNumber actual) {
        return rows.lock(did).invoke(number -> number.activate(actual, clock.instant())).chain(this::tell);
    }

    /** What the carrier has of a number was read again; nothing else about it changes. Any drift found before is out of date. */
    public Uni<Void> read(PhoneNumber did, CarrierNumber actual) {
        return rows.lock(did).invoke(number -> number.heard(actual, clock.instant()))
                .call(() -> rows.forgetDrift(did)).chain(this::tell);
    }

    public Uni<WantedNumber> wanted(PhoneNumber did) {
        return rows.require(did).map(OurNumber::wanted);
    }

    /**
     * It shall be in that campaign from now on: empty for in none, null for in any. Nothing of it goes out before the
     * carrier has done it.
     */
    public Uni<Void> want(PhoneNumber did, @Nullable String campaign) {
        return rows.lock(did).invoke(number -> number.want(campaign, clock.instant())).chain(rows::flush);
    }

    /** It shall stay where the carrier has it. */
    public Uni<Void> stayInCampaign(PhoneNumber did) {
        return rows.lock(did).invoke(number -> number.stayInCampaign(clock.instant())).chain(rows::flush);
    }

    /** Ours that are in that campaign or shall be. */
    public Uni<Set<PhoneNumber>> inCampaign(String campaign) {
        return rows.inCampaign(campaign)
                .map(found -> found.stream().map(OurNumber::did).collect(Collectors.toUnmodifiableSet()));
    }

    /** How many of ours the carrier has in each campaign; those with none in it are left out. */
    public Uni<Map<String, Long>> perCampaign() {
        return rows.perCampaign();
    }

    /** How many active ones point to the webhook of that name. */
    public Uni<Long> pointingTo(String webhookName) {
        return rows.count("state = ?1 and lower(actualWebhook) = ?2", NumberState.ACTIVE,
                webhookName.toLowerCase(Locale.ROOT));
    }

    public Uni<Void> fail(PhoneNumber did) {
        return rows.lock(did).invoke(number -> number.fail(clock.instant())).chain(this::tell);
    }

    /** It is to be given back then: from now on nothing is sent from it. */
    public Uni<Void> releaseAt(PhoneNumber did, Instant when) {
        return rows.lock(did).invoke(number -> number.releaseAt(when, clock.instant())).chain(this::tell);
    }

    /** It is not given back after all. */
    public Uni<NumberView> keep(PhoneNumber did) {
        return rows.lock(did).invoke(number -> number.keep(clock.instant())).call(this::tell)
                .map(number -> number.viewForManagers(webhook.maskedUrl()));
    }

    public Uni<Void> release(PhoneNumber did) {
        return rows.lock(did).invoke(number -> number.release(clock.instant())).chain(this::tell);
    }

    Uni<Void> tell(OurNumber number) {
        var batch = new Outbox.Batch().add(Topics.NUMBER_RECORDS, number.did().value(),
                number.record(ids.next(), clock.instant()));
        return rows.flush().chain(rows::getSession).chain(session -> outbox.append(session, batch));
    }
}
