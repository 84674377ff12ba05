package dev.hilo.simulator.number;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Stamps;
import dev.hilo.simulator.wire.Tn;
import org.jspecify.annotations.Nullable;

/** A number of the account. Its settings lie under the keys of the carrier's own request bodies. */
public final class OwnedNumber {

    static final List<String> TEXTS = List.of("Lidb", "Portout Pin", "ReferenceID", "Trunk Group", "Custom URI",
            "Call Forward", "PSTN Failover", "Webhook", "Tcr");
    static final List<String> FLAGS = List.of("Sms", "Mms");

    private final Offer place;
    private final Instant activatedAt;
    private final ObjectNode settings;
    private String status;

    OwnedNumber(Offer place, Instant activatedAt, String status, ObjectNode settings) {
        this.place = place;
        this.activatedAt = activatedAt;
        this.status = status;
        this.settings = settings;
    }

    public Tn tn() {
        return place.tn();
    }

    /** {@code Active}, or the state of a port. */
    public boolean isActive() {
        return status.equals("Active");
    }

    void status(String changed) {
        status = changed;
    }

    /** Takes over the known keys; an empty text clears. */
    void apply(ObjectNode changes) {
        TEXTS.stream().filter(changes::has).forEach(key -> settings.put(key, changes.path(key).asText("")));
        FLAGS.stream().filter(changes::has).forEach(key -> settings.put(key, changes.path(key).asBoolean()));
    }

    public boolean sms() {
        return settings.path("Sms").asBoolean();
    }

    public boolean mms() {
        return settings.path("Mms").asBoolean();
    }

    /** The name of its webhook. */
    public Optional<String> webhook() {
        return Optional.ofNullable(value("Webhook"));
    }

    /** Its campaign. */
    public Optional<String> campaign() {
        return Optional.ofNullable(value("Tcr"));
    }

    String lidb() {
        return settings.path("Lidb").asText("");
    }

    String portoutPin() {
        return settings.path("Portout Pin").asText("");
    }

    /** A row of GET /tnRecord, as most live accounts show it. */
    public ObjectNode toJson() {
        return toJson(RecordStyle.PLAIN);
    }

    ObjectNode toJson(RecordStyle style) {
        var record = Json.object();
        if (style.loose()) {
            record.put("TN", Long.parseLong(tn().digits()));
        } else {
            record.put("TN", tn().digits());
        }
        record.put("Status", status).put("Lidb", lidb())
                .put("Portout Pin", portoutPin()).put("ReferenceID", settings.path("ReferenceID").asText(""));
        record.putObject("Routing").put("Trunk Group", settings.path("Trunk Group").asText(""))
                .put("Custom URI", value("Custom URI")).put("Call Forward", value("Call Forward"))
                .put("PSTN Failover", value("PSTN Failover"));
        record.set("Messaging", messaging(style));
        record.set("TN Details", details(style.loose()));
        return record;
    }

    /** What the purchase answers: no PSTN failover, no campaign. */
    ObjectNode toOrderJson(RecordStyle style) {
        var record = toJson(style);
        ((ObjectNode) record.path("Routing")).remove("PSTN Failover");
        ((ObjectNode) record.path("Messaging")).remove(List.of("Class", "Tcr"));
        return record;
    }

    /** Class, Webhook and Tcr are absent on a fresh number; with SMS and no campaign, Tcr is an empty text. */
    private ObjectNode messaging(RecordStyle style) {
        var messaging = Json.object();
        var campaign = value("Tcr");
        var classed = sms() || campaign != null;
        if (classed) {
            messaging.put("Class", style.messagingClass());
        }
        if (style.loose()) {
            messaging.put("Sms", sms() ? "TRUE" : "FALSE").put("Mms", mms() ? 1 : 0);
        } else {
            messaging.put("Sms", sms()).put("Mms", mms());
        }
        style.putName(messaging, "Webhook", value("Webhook"));
        if (classed && campaign == null && !style.blanks().equals("null")) {
            messaging.put("Tcr", "");
        } else {
            style.putName(messaging, "Tcr", campaign);
        }
        return messaging;
    }

    private ObjectNode details(boolean loose) {
        var details = Json.object().put("Rate Center", place.rateCenter()).put("State", place.state());
        if (loose) {
            details.put("Tier", place.tier());
        } else {
            details.put("Tier", Integer.toString(place.tier()));
        }
        return details.put("Cnam", false).put("Activation Date", Stamps.seconds(activatedAt));
    }

    private @Nullable String value(String key) {
        var text = settings.path(key).asText("");
        return text.isEmpty() ? null : text;
    }

    ObjectNode save() {
        var saved = Json.object().put("tn", tn().digits()).put("activatedAt", activatedAt.toString()).put("status",
                status);
        saved.set("settings", settings);
        return saved;
    }

    static OwnedNumber load(JsonNode saved, Inventory inventory) {
        var settings = saved.path("settings") instanceof ObjectNode node ? node : Json.object();
        return new OwnedNumber(inventory.describe(new Tn(saved.path("tn").asText())),
                Instant.parse(saved.path("activatedAt").asText()), saved.path("status").asText(), settings);
    }
}
