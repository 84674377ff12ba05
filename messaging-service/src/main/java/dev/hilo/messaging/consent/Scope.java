package dev.hilo.messaging.consent;

/** How far a contact's wish reaches; each takes in the ones before it. */
public enum Scope {
    NUMBER, CAMPAIGN, BRAND, ALL;

    /**
     * @param asked the number they said it to, with its campaign and brand at that time
     * @param writing the number that would write to them
     */
    boolean covers(Sender asked, Sender writing) {
        if (asked.did().equals(writing.did())) {
            return true;
        }
        var sameCampaign = asked.campaignId() != null && asked.campaignId().equals(writing.campaignId());
        var sameBrand = asked.brandId() != null && asked.brandId().equals(writing.brandId());
        return switch (this) {
            case NUMBER -> false;
            case CAMPAIGN -> sameCampaign;
            case BRAND -> sameCampaign || sameBrand;
            case ALL -> true;
        };
    }
}
