package dev.hilo.provisioning.campaign;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import dev.hilo.contracts.provisioning.BrandTier;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.contracts.provisioning.ThroughputClass;
import dev.hilo.provisioning.carrier.CarrierCampaign;
import org.jspecify.annotations.Nullable;

/** A 10DLC campaign: what the carrier lists of it, and what we add. One that is no longer listed stays as it was. */
@Entity
@Table(name = "campaign")
class Campaign {

    @Id
    private String id;

    @Column(name = "name")
    private @Nullable String name;

    @Column(name = "use_case")
    private @Nullable String useCase;

    @Column(name = "brand")
    private @Nullable String brand;

    @Column(name = "throughput_class")
    private String throughputClass;

    @Column(name = "approved")
    private boolean approved;

    @Column(name = "numbers")
    private int numbers;

    @Column(name = "own_when_listed")
    private long ownWhenListed;

    @Column(name = "listed_at")
    private Instant listedAt;

    @Version
    @Column(name = "version")
    private int version;

    /** For Hibernate. */
    protected Campaign() {
    }

    static Campaign listed(CarrierCampaign listed, long own, String throughputClass, Instant at) {
        var campaign = new Campaign();
        campaign.id = listed.id();
        campaign.throughputClass = throughputClass;
        var _ = campaign.follow(listed, own, at);
        return campaign;
    }

    /**
     * Takes over what the carrier lists now. What people said of it stays.
     *
     * @param own how many of the numbers that the carrier counted are ours
     * @return whether its readers should know
     */
    boolean follow(CarrierCampaign listed, long own, Instant at) {
        var changed = approved != listed.approved() || !Objects.equals(brand, listed.brand());
        brand = listed.brand();
        approved = listed.approved();
        numbers = listed.numbers();
        ownWhenListed = own;
        listedAt = at;
        return changed;
    }

    /** A person says what it is; the carrier's API knows none of that. */
    void describe(String newName, ThroughputClass newClass, @Nullable String newUseCase) {
        name = newName;
        throughputClass = newClass.name();
        useCase = newUseCase;
    }

    String id() {
        return id;
    }

    /** How many numbers the carrier last counted in it, those included that are not managed here. */
    int numbers() {
        return numbers;
    }

    CampaignRecord record(UUID eventId, Instant at, @Nullable String ourBrand) {
        return new CampaignRecord(eventId, at, id, shownName(), brand == null ? ourBrand : brand, throughputClass,
                approved);
    }

    /** @param own how many numbers of ours are in it */
    CampaignView view(int limit, long own, @Nullable String ourBrand) {
        var letter = ThroughputClass.of(throughputClass);
        var perDay = letter.flatMap(ThroughputClass::tier).orElse(BrandTier.LOW).perDay();
        // Ours may have come and gone since the carrier last counted; of the others that count is all we know.
        var count = (int) (Math.max(0, numbers - ownWhenListed) + own);
        return new CampaignView(id, shownName(), id, brand == null ? ourBrand : brand, useCase, throughputClass,
                letter.map(ThroughputClass::smsPerMinute).orElse(null),
                letter.map(ThroughputClass::mmsPerMinute).orElse(null), perDay, count, limit, own, approved,
                listedAt);
    }

    private String shownName() {
        return name == null ? id : name;
    }
}
