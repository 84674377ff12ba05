package dev.hilo.provisioning.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.PublishedEvents;

import static org.assertj.core.api.Assertions.assertThat;

/** What the topic says of orders, beside what the table says. */
final class ToldOrders {

    private ToldOrders() {
    }

    /** All that was told of a number, oldest first. */
    static List<OrderRecord> of(PhoneNumber did) {
        return PublishedEvents.under(Topics.NUMBER_ORDERS, did.value(), OrderRecord.class);
    }

    /** Waits until the newest of them is what one gets by asking, in every member. */
    static void endAsTheTableHasIt(PhoneNumber did) {
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(of(did)).isNotEmpty();
            assertThat(of(did).getLast()).usingRecursiveComparison().ignoringFields("id", "occurredAt")
                    .isEqualTo(inTheTable(did));
        });
    }

    /** Nothing goes back: a step that is over stays over, unless a person let the order go on; no try is uncounted. */
    static void neverContradictThemselves(PhoneNumber did) {
        var told = of(did);
        for (var i = 1; i < told.size(); i++) {
            var before = told.get(i - 1);
            var after = told.get(i);
            if (!before.orderId().equals(after.orderId()) || before.state() == OrderRecord.State.FAILED) {
                continue;
            }
            assertThat(before.state()).as("nothing follows an end").isEqualTo(OrderRecord.State.RUNNING);
            for (var step = 0; step < before.steps().size(); step++) {
                var was = before.steps().get(step);
                var is = after.steps().get(step);
                assertThat(is.attempts()).isGreaterThanOrEqualTo(was.attempts());
                if (was.state() == OrderRecord.StepState.DONE || was.state() == OrderRecord.StepState.SKIPPED) {
                    assertThat(is).isEqualTo(was);
                }
            }
        }
    }

    private static OrderRecord inTheTable(PhoneNumber did) {
        var json = Ordering.order(did).extract().jsonPath();
        return new OrderRecord(UUID.randomUUID(), Instant.EPOCH, json.getUUID("id"), did, json.getString("kind"),
                OrderRecord.State.valueOf(json.getString("state").toUpperCase(java.util.Locale.ROOT)),
                json.getString("campaignId"), json.getString("requestedBy"), instant(json.getString("requestedAt")),
                instant(json.getString("finishedAt")), instant(json.getString("nextTryAt")),
                json.<java.util.Map<String, Object>>getList("steps").stream()
                        .map(step -> new OrderRecord.Step((String) step.get("name"),
                                OrderRecord.StepState
                                        .valueOf(((String) step.get("state")).toUpperCase(java.util.Locale.ROOT)),
                                (int) step.get("attempts"), (String) step.get("code"), (String) step.get("words"),
                                instant((String) step.get("startedAt")), instant((String) step.get("finishedAt"))))
                        .toList());
    }

    private static Instant instant(String text) {
        return text == null ? null : Instant.parse(text);
    }
}
