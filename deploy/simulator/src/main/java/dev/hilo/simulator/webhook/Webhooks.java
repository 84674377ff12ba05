package dev.hilo.simulator.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Found;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Stamps;
import io.vertx.core.Future;

/** The webhooks of the account: GET, PUT (an upsert by name) and DELETE /webHooks. */
public final class Webhooks {

    private final Map<String, Webhook> byName = new TreeMap<>();
    private final Switches switches;
    private final Clock clock;
    private final Runnable changed;

    public Webhooks(Switches switches, Clock clock, Runnable changed) {
        this.switches = switches;
        this.clock = clock;
        this.changed = changed;
    }

    public Optional<Webhook> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether a number may point to it: a new webhook is not known everywhere for {@code webhook-propagation}. */
    public boolean assignable(String name) {
        return named(name).filter(webhook -> !clock.instant()
                .isBefore(webhook.createdAt().plusMillis(switches.get(Switch.WEBHOOK_PROPAGATION)))).isPresent();
    }

    public Future<Answer> list(Call call) {
        var wanted = call.query("Webhook");
        var found = Json.array();
        byName.values().stream().filter(webhook -> wanted.isEmpty() || wanted.get().equals(webhook.name()))
                .forEach(webhook -> found.add(record(webhook)));
        return Found.answer(switches, found, Refusal.notFound("Webhook not found"));
    }

    /** The answer does not echo Dlr and Method: they are to be read back. */
    public Future<Answer> put(Call call) {
        var webhook = put(call.json());
        return Future.succeededFuture(Answer.ok(Json.object().put("Webhook", webhook.name())
                .put("Description", webhook.description()).put("Url", webhook.url())
                .put("Last Modification", Stamps.seconds(webhook.modifiedAt()))));
    }

    /** @throws Refusal 400 when the name or a usable address is missing, or the method is neither POST nor 3CX */
    @CanIgnoreReturnValue
    public Webhook put(ObjectNode body) {
        var name = Json.textAt(body, "Webhook");
        var url = Json.textAt(body, "Url");
        var method = body.path("Method").asText("POST");
        if (name == null || name.isBlank() || url == null || !usable(url)
                || !(method.equals("POST") || method.equals("3CX"))) {
            throw Refusal.malformed();
        }
        var now = clock.instant();
        var before = byName.get(name);
        var webhook = new Webhook(name, body.path("Description").asText(""), url, body.path("Dlr").asBoolean(false),
                method,
                before == null ? now : before.createdAt(), now);
        byName.put(name, webhook);
        changed.run();
        return webhook;
    }

    public Future<Answer> delete(Call call) {
        var name = call.query("Webhook").orElseThrow(Refusal::malformed);
        if (byName.remove(name) == null) {
            throw Refusal.notFound("Webhook not found");
        }
        changed.run();
        return Future.succeededFuture(Answer.ok(Json.object().put("Status", "Success").put("Webhook", name)));
    }

    public void clear() {
        byName.clear();
        changed.run();
    }

    /** For the state file. */
    public ArrayNode save() {
        var saved = Json.array();
        byName.values().forEach(webhook -> saved.addObject().put("name", webhook.name())
                .put("description", webhook.description()).put("url", webhook.url()).put("dlr", webhook.dlr())
                .put("method", webhook.method()).put("createdAt", webhook.createdAt().toString())
                .put("modifiedAt", webhook.modifiedAt().toString()));
        return saved;
    }

    public void load(JsonNode saved) {
        saved.forEach(one -> byName.put(one.path("name").asText(), new Webhook(one.path("name").asText(),
                one.path("description").asText(), one.path("url").asText(), one.path("dlr").asBoolean(),
                one.path("method").asText(), Instant.parse(one.path("createdAt").asText()),
                Instant.parse(one.path("modifiedAt").asText()))));
    }

    private ObjectNode record(Webhook webhook) {
        var record = Json.object().put("Webhook", webhook.name()).put("Description", webhook.description())
                .put("Url", webhook.url());
        if (switches.get(Switch.WEBHOOK_FIELDS).equals("2022")) {
            return record.put("Last Modifiction", Stamps.seconds(webhook.modifiedAt()));
        }
        if (switches.get(Switch.LOOSE_TYPES)) {
            record.put("Dlr", Boolean.toString(webhook.dlr()));
        } else {
            record.put("Dlr", webhook.dlr());
        }
        return record.put("Method", webhook.method()).put("Last Modification", Stamps.seconds(webhook.modifiedAt()));
    }

    private static boolean usable(String url) {
        try {
            var uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
