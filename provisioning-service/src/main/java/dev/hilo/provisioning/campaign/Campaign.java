package dev.hilo.provisioning.campaign;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.provisioning.carrier.CarrierCampaign;
import org.jspecify.annotations.Nullable;

/** A 10DLC campaign: what the carrier lists of it, and what we add. One that is no longer listed stays as it was. */
@Entity
@Table(name = "campaign")
class Campaign {

    @Id
    private String id;

    @Column(name = "brand")
    private @Nullable String brand;

    @Column(name = "throughput_class")
    private String throughputClass;

    @Column(name = "approved")
    private boolean approved;

    @Column(name = "numbers")
    private int numbers;

    @Column(name = "listed_at")
    private Instant listedAt;

    @Version
    @Column(name = "version")
    private int version;

    /** For Hibernate. */
    protected Campaign() {
    }

    static Campaign listed(CarrierCampaign listed, String throughputClass, Instant at) {
        var campaign = new Campaign();
        campaign.id = listed.id();
        campaign.throughputClass = throughputClass;
        var _ = campaign.follow(listed, at);
        return campaign;
    }

    /** Takes over what the carrier lists now; true when its readers should know. */
    boolean follow(CarrierCampaign listed, Instant at) {
        var changed = approved != listed.approved() || !Objects.equals(brand, listed.brand());
        brand = listed.brand();
        approved = listed.approved();
        numbers = listed.numbers();
        listedAt = at;
        return changed;
    }

    String id() {
        return id;
    }

    CampaignRecord record(UUID eventId, Instant at, @Nullable String ourBrand) {
        return new CampaignRecord(eventId, at, id, id, brand == null ? ourBrand : brand, throughputClass, approved);
    }

    CampaignView view(int limit, @Nullable String ourBrand) {
        return new CampaignView(id, id, id, brand == null ? ourBrand : brand, null, throughputClass, numbers, limit,
                approved, listedAt);
    }
}
