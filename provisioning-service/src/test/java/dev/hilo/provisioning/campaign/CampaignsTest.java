package dev.hilo.provisioning.campaign;

import java.time.Duration;

import jakarta.inject.Inject;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.provisioning.OwnContext;
import dev.hilo.provisioning.PublishedEvents;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

@QuarkusTest
class CampaignsTest {

    @Inject
    FollowCampaigns followCampaigns;

    @Inject
    OwnContext ownContext;

    @Test
    void listsWhatTheCarrierLists() {
        Awaitility.await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> Tokens.marta().get("/api/campaigns").then()
                        .statusCode(200).body("id", contains("C0DEMO1", "C0DEMO2")).body("class", everyItem(is("T")))
                        .body("brandId", everyItem(is("Hilo Demo"))).body("limit", everyItem(is(49)))
                        .body("approved", everyItem(is(true))));
    }

    @Test
    void tellsTheTopicAtTheStart() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.CAMPAIGN_RECORDS, "C0DEMO1", CampaignRecord.class))
                        .isNotEmpty().last()
                        .extracting(CampaignRecord::campaignId, CampaignRecord::throughputClass,
                                CampaignRecord::approved)
                        .containsExactly("C0DEMO1", "T", true));
    }

    @Test
    void looksAgainWhenTheCarrierHasNothingNew() {
        ownContext.run(() -> followCampaigns.follow(false)).await().atMost(Duration.ofSeconds(10));

        assertThatNoException().isThrownBy(() -> ownContext.run(() -> followCampaigns.follow(true))
                .await().atMost(Duration.ofSeconds(10)));
    }
}
