package dev.hilo.provisioning.number;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.provisioning.carrier.CarrierNumber;
import org.jspecify.annotations.Nullable;

/** One of our numbers: what is wanted of it, and what the carrier last said. */
@Entity
@Table(name = "number")
class OurNumber {

    @Id
    private String did;

    @Column(name = "name")
    private String name;

    @Column(name = "color")
    private @Nullable String color;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private NumberState state;

    @Column(name = "wanted_sms")
    private boolean wantedSms;

    @Column(name = "wanted_mms")
    private boolean wantedMms;

    @Column(name = "wanted_webhook")
    private String wantedWebhook;

    @Column(name = "wanted_campaign")
    private @Nullable String wantedCampaign;

    @Column(name = "actual_sms")
    private boolean actualSms;

    @Column(name = "actual_mms")
    private boolean actualMms;

    @Column(name = "actual_webhook")
    private @Nullable String actualWebhook;

    @Column(name = "actual_campaign")
    private @Nullable String actualCampaign;

    @Column(name = "actual_read_at")
    private @Nullable Instant actualReadAt;

    @Column(name = "release_at")
    private @Nullable Instant releaseAt;

    @Column(name = "rate_center")
    private String rateCenter;

    @Column(name = "region")
    private String region;

    @Column(name = "teams")
    private String[] teams;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    @Column(name = "version")
    private int version;

    /** For Hibernate. */
    protected OurNumber() {
    }

    PhoneNumber did() {
        return new PhoneNumber(did);
    }

    NumberState state() {
        return state;
    }

    List<String> teams() {
        return List.of(teams);
    }

    WantedNumber wanted() {
        return new WantedNumber(wantedSms, wantedMms, wantedWebhook, wantedCampaign);
    }

    /** A person wants it, with these settings; also after a failure or a release. */
    void provision(NumberWish wish, String webhook, Instant at) {
        if (state != NumberState.PROVISIONING) {
            become(NumberState.PROVISIONING);
        }
        wantedSms = true;
        wantedMms = true;
        wantedWebhook = webhook;
        wantedCampaign = wish.campaign();
        if (wish.name() != null) {
            name = wish.name();
        }
        if (wish.teams() != null) {
            teams = distinct(wish.teams());
        }
        updatedAt = at;
    }

    /** @param campaign empty for none, null when any will do */
    void want(@Nullable String campaign, Instant at) {
        wantedCampaign = campaign;
        updatedAt = at;
    }

    /** As the carrier has it is as it shall be. */
    void stayInCampaign(Instant at) {
        wantedCampaign = actualCampaign;
        updatedAt = at;
    }

    /** Read back from the carrier and found as wanted. */
    void activate(CarrierNumber actual, Instant at) {
        become(NumberState.ACTIVE);
        read(actual, at);
        updatedAt = at;
    }

    /** The carrier was asked again. */
    void heard(CarrierNumber actual, Instant at) {
        read(actual, at);
        updatedAt = at;
    }

    /** Whether the carrier says now what it said last. */
    boolean knows(CarrierNumber actual) {
        return actualSms == actual.sms() && actualMms == actual.mms()
                && Objects.equals(actualWebhook, spelled(wantedWebhook, actual.webhook()))
                && Objects.equals(actualCampaign, spelled(wantedCampaign, actual.campaign()));
    }

    void fail(Instant at) {
        become(NumberState.FAILED);
        updatedAt = at;
    }

    /** A person gives it back; until then, and while that is under way, it only listens. */
    void releaseAt(Instant when, Instant at) {
        if (state != NumberState.RELEASING) {
            become(NumberState.RELEASING);
        }
        releaseAt = when;
        updatedAt = at;
    }

    /** They thought better of it. */
    void keep(Instant at) {
        become(NumberState.ACTIVE);
        updatedAt = at;
    }

    /** Given back: nothing of what the carrier once said holds any more. */
    void release(Instant at) {
        become(NumberState.RELEASED);
        actualSms = false;
        actualMms = false;
        actualWebhook = null;
        actualCampaign = null;
        actualReadAt = at;
        updatedAt = at;
    }

    void give(List<String> newTeams, Instant at) {
        teams = distinct(newTeams);
        updatedAt = at;
    }

    void rename(String newName, @Nullable String newColor, Instant at) {
        name = newName;
        color = newColor;
        updatedAt = at;
    }

    NumberRecord record(UUID eventId, Instant at) {
        return new NumberRecord(eventId, at, did(), name, state.onTheWire(), actualSms, actualMms, actualCampaign,
                teams(), color);
    }

    NumberView viewForManagers(String webhookUrl) {
        return new NumberView(did, name, color, state, actualSms, actualMms, actualCampaign,
                actualWebhook == null ? null : webhookUrl, teams(), rateCenter, region, actualReadAt, releaseAt);
    }

    /** Agents learn what they need to write from it. */
    NumberView viewForAgents() {
        return new NumberView(did, name, color, state, actualSms, actualMms, null, null, teams(), null, null, null,
                null);
    }

    private void read(CarrierNumber actual, Instant at) {
        actualSms = actual.sms();
        actualMms = actual.mms();
        actualWebhook = spelled(wantedWebhook, actual.webhook());
        actualCampaign = spelled(wantedCampaign, actual.campaign());
        actualReadAt = at;
        rateCenter = actual.rateCenter();
        region = actual.state();
    }

    /** A name that differs from ours in its case only is ours; its readers compare letter by letter. */
    private static @Nullable String spelled(@Nullable String wanted, @Nullable String actual) {
        return actual != null && actual.equalsIgnoreCase(wanted) ? wanted : actual;
    }

    private void become(NumberState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("a number that is " + state + " cannot become " + next);
        }
        state = next;
        if (next != NumberState.RELEASING) {
            releaseAt = null;
        }
    }

    private static String[] distinct(List<String> teams) {
        return teams.stream().distinct().sorted().toArray(String[]::new);
    }
}
