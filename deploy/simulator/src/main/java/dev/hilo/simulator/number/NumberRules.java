package dev.hilo.simulator.number;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.campaign.Campaigns;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.webhook.Webhooks;
import dev.hilo.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/** What the carrier checks before it takes over settings of a number. */
public final class NumberRules {

    private static final Pattern PIN = Pattern.compile("\\d{6,10}");

    private final Webhooks webhooks;
    private final Campaigns campaigns;
    private final OwnedNumbers numbers;
    private final Switches switches;

    public NumberRules(Webhooks webhooks, Campaigns campaigns, OwnedNumbers numbers, Switches switches) {
        this.webhooks = webhooks;
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.switches = switches;
    }

    /** @throws Refusal when a value is malformed, names what does not exist, or the campaign is full */
    void check(ObjectNode changes, @Nullable OwnedNumber number) {
        checkTypes(changes);
        var webhook = changes.path("Webhook").asText("");
        if (webhook.equals("default") && webhooks.named(webhook).isEmpty()) {
            changes.put("Webhook", ""); // one client clears with this word, another with an empty text
        } else if (!webhook.isEmpty() && !webhooks.assignable(webhook)) {
            throw Refusal.notFound("Webhook not found");
        }
        var campaign = changes.path("Tcr").asText("");
        if (!campaign.isEmpty()) {
            checkCampaign(campaign, number);
        }
    }

    private void checkCampaign(String campaign, @Nullable OwnedNumber number) {
        if (!campaigns.has(campaign)) {
            throw Refusal.notFound("Campaign not found");
        }
        var already = number != null && number.campaign().filter(campaign::equals).isPresent();
        if (!already && numbers.assignedTo(campaign) >= switches.get(Switch.CAMPAIGN_LIMIT)) {
            throw Refusal.conflict("Campaign has reached its limit of numbers");
        }
    }

    private static void checkTypes(ObjectNode changes) {
        var flags = OwnedNumber.FLAGS.stream().allMatch(key -> !changes.has(key) || changes.path(key).isBoolean());
        var texts = OwnedNumber.TEXTS.stream()
                .allMatch(key -> !changes.has(key) || changes.path(key).isValueNode());
        var pin = Json.textAt(changes, "Portout Pin");
        if (!flags || !texts || (pin != null && !pin.isEmpty() && !PIN.matcher(pin).matches())) {
            throw Refusal.malformed();
        }
    }
}
