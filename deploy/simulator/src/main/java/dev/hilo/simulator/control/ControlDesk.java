package dev.hilo.simulator.control;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.account.Account;
import dev.hilo.simulator.api.CallLog;
import dev.hilo.simulator.campaign.Campaign;
import dev.hilo.simulator.campaign.Campaigns;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.media.MediaShelf;
import dev.hilo.simulator.message.InboundTexts;
import dev.hilo.simulator.message.Messages;
import dev.hilo.simulator.message.SentMessages;
import dev.hilo.simulator.number.OwnedNumbers;
import dev.hilo.simulator.phone.Conversations;
import dev.hilo.simulator.phone.LiveStream;
import dev.hilo.simulator.webhook.Posts;
import dev.hilo.simulator.webhook.Webhooks;
import dev.hilo.simulator.wire.Json;

/** Everything that can be asked of the simulator besides the carrier's own API. Called on the event loop only. */
public final class ControlDesk {

    private final Switches switches;
    private final CallLog calls;
    private final Account account;
    private final OwnedNumbers numbers;
    private final Campaigns campaigns;
    private final Webhooks webhooks;
    private final Posts posts;
    private final SentMessages sent;
    private final Messages messages;
    private final InboundTexts inbound;
    private final MediaShelf shelf;
    private final Conversations conversations;
    private final LiveStream stream;

    /** The parts of the carrier that the desk reaches into. */
    public record Parts(Switches switches, CallLog calls, Account account, OwnedNumbers numbers, Campaigns campaigns,
            Webhooks webhooks, Posts posts, SentMessages sent, Messages messages, InboundTexts inbound,
            MediaShelf shelf,
            Conversations conversations, LiveStream stream) {
    }

    public ControlDesk(Parts parts) {
        this.switches = parts.switches();
        this.calls = parts.calls();
        this.account = parts.account();
        this.numbers = parts.numbers();
        this.campaigns = parts.campaigns();
        this.webhooks = parts.webhooks();
        this.posts = parts.posts();
        this.sent = parts.sent();
        this.messages = parts.messages();
        this.inbound = parts.inbound();
        this.shelf = parts.shelf();
        this.conversations = parts.conversations();
        this.stream = parts.stream();
    }

    ObjectNode inbound(ObjectNode body) {
        if (body.has("raw")) {
            return raw(body);
        }
        var given = Json.object();
        var ids = given.putArray("refIds");
        inbound.receive(new InboundRequest(shelf).read(body)).forEach(ids::add);
        return given;
    }

    /** {@code raw} is posted as it is: a text verbatim, anything else as JSON. */
    private ObjectNode raw(ObjectNode body) {
        InboundRequest.known(body, InboundRequest.KEYS);
        var raw = body.path("raw");
        inbound.raw(InboundRequest.number("to", body.path("to")), body.path("contentType").asText("application/json"),
                raw.isTextual() ? raw.asText() : Json.text(raw));
        return Json.object().set("refIds", Json.array());
    }

    void receipt(ObjectNode body) {
        InboundRequest.known(body, Set.of("refId", "to", "stat", "err"));
        var stat = body.path("stat").asText("DELIVRD");
        messages.receipt(body.path("refId").asText(),
                body.has("to") ? Optional.of(InboundRequest.number("to", body.path("to"))) : Optional.empty(), stat,
                body.path("err").asText(stat.equals("DELIVRD") ? "000" : "069"));
    }

    /** JSON texts, one for each message. */
    Stream<String> sent(long after, long limit) {
        return sent.list(after, limit);
    }

    ObjectNode pace() {
        return sent.pace();
    }

    ObjectNode counts() {
        return Json.object().put("sent", sent.total()).put("inbound", inbound.total())
                .put("receipts", messages.receipts())
                .put("posts", posts.attempts()).put("undelivered", posts.undeliveredCount());
    }

    ObjectNode faults() {
        return switches.read();
    }

    ObjectNode faults(ObjectNode changes) {
        switches.apply(changes);
        stream.publish("faults", Json.object());
        return switches.read();
    }

    ArrayNode numbers() {
        return Json.array().addAll(numbers.all().stream().map(number -> number.toJson()).toList());
    }

    /** Changes or creates a number without the carrier's checks; {@code TN} names it. */
    @CanIgnoreReturnValue
    ObjectNode number(ObjectNode body) {
        return numbers.force(InboundRequest.number("TN", body.path("TN")), body).toJson();
    }

    boolean removeNumber(String number) {
        return numbers.remove(InboundRequest.number("number", Json.tree(number)));
    }

    /** Registers a campaign, which the carrier's API cannot: {@code {Tcr, Brand?, Approval?}}. */
    void campaign(ObjectNode body) {
        InboundRequest.known(body, Set.of("Tcr", "Brand", "Approval"));
        var tcr = body.path("Tcr").asText();
        if (tcr.isBlank()) {
            throw new BadRequest("'Tcr' names the campaign");
        }
        campaigns.register(new Campaign(tcr, body.path("Brand").asText("Hilo Demo"),
                body.path("Approval").asText("Y"), "2026-02-03 16:23:35"));
    }

    void webhook(ObjectNode body) {
        webhooks.put(body);
    }

    ArrayNode webhooksLog() {
        return posts.log();
    }

    ArrayNode undelivered() {
        return posts.undelivered();
    }

    @CanIgnoreReturnValue
    ObjectNode redeliver() {
        return Json.object().put("posted", posts.redeliver());
    }

    ArrayNode calls() {
        return calls.all();
    }

    /**
     * Forgets messages, logs, media and faults. Numbers, webhooks and campaign assignments stay, as they would with the
     * real carrier, unless {@code all} is true.
     */
    void reset(ObjectNode body) {
        InboundRequest.known(body, Set.of("all"));
        switches.reset();
        account.reset();
        messages.clear();
        inbound.clear();
        posts.clear();
        calls.clear();
        shelf.clear();
        conversations.clear();
        if (body.path("all").asBoolean()) {
            numbers.clear();
            campaigns.clear();
            webhooks.clear();
        }
    }
}
