package dev.hilo.simulator.number;

import java.util.List;
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
        clear(changes, "Webhook", webhooks.named("default").isPresent());
        clear(changes, "Tcr", false);
        var webhook = changes.path("Webhook").asText("");
        if (!webhook.isEmpty() && !webhooks.assignable(webhook)) {
            throw switches.get(Switch.WEBHOOK_UNKNOWN).equals("409")
                    ? Refusal.conflict("Webhook not found")
                    : Refusal.notFound("Webhook not found");
        }
        var campaign = changes.path("Tcr").asText("");
        if (!campaign.isEmpty()) {
            checkCampaign(campaign, number);
        }
    }

    /**
     * One client clears with the word {@code default}, another with an empty text; with {@code clear-value} only one of
     * the ways is understood, and the others change nothing.
     *
     * @param isName whether {@code default} is somebody's name
     */
    private void clear(ObjectNode changes, String key, boolean isName) {
        var way = !changes.has(key)
                ? ""
                : changes.path(key).isNull()
                        ? "null"
                        : changes.path(key).asText().isEmpty()
                                ? "empty"
                                : changes.path(key).asText().equals("default") && !isName ? "default" : "";
        if (way.isEmpty()) {
            return;
        }
        if (List.of(way, "any").contains(switches.get(Switch.CLEAR_VALUE))) {
            changes.put(key, "");
        } else {
            changes.remove(key);
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
