package dev.hilo.simulator;

import java.time.Clock;
import java.util.Map;

import dev.hilo.simulator.account.Account;
import dev.hilo.simulator.api.CallLog;
import dev.hilo.simulator.api.CarrierApi;
import dev.hilo.simulator.campaign.Campaigns;
import dev.hilo.simulator.control.ControlDesk;
import dev.hilo.simulator.control.ControlRoutes;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.media.MediaFetcher;
import dev.hilo.simulator.media.MediaShelf;
import dev.hilo.simulator.message.InboundTexts;
import dev.hilo.simulator.message.MessageRecords;
import dev.hilo.simulator.message.MessageSend;
import dev.hilo.simulator.message.Messages;
import dev.hilo.simulator.message.Receipts;
import dev.hilo.simulator.message.RefIds;
import dev.hilo.simulator.message.SentMessages;
import dev.hilo.simulator.number.Inventory;
import dev.hilo.simulator.number.NumberOrders;
import dev.hilo.simulator.number.NumberRules;
import dev.hilo.simulator.number.OwnedNumbers;
import dev.hilo.simulator.number.TnRecords;
import dev.hilo.simulator.phone.Conversations;
import dev.hilo.simulator.phone.LiveStream;
import dev.hilo.simulator.phone.PhonePage;
import dev.hilo.simulator.webhook.Posts;
import dev.hilo.simulator.webhook.Webhooks;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** Puts the parts together. All of them live on one event loop, so none of them needs a lock. */
final class Carrier {

    private static final long INVENTORY = 1;
    private static final long LARGEST_BODY = 24L * 1024 * 1024;

    private final StateFile file;
    private final long runs;
    private final Switches switches;
    private final CallLog calls;
    private final Account account;
    private final Inventory inventory;
    private final OwnedNumbers numbers;
    private final Webhooks webhooks;
    private final Campaigns campaigns;
    private final LiveStream stream;
    private final Conversations conversations;
    private final MediaShelf shelf;
    private final Posts posts;
    private final SentMessages sent;
    private final MessageRecords records;
    private final InboundTexts inbound;
    private final Receipts receipts;
    private final MessageSend messageSend;
    private final ControlDesk desk;

    /** @param publicUrl where the receivers of webhooks find the media */
    Carrier(Vertx vertx, SimulatorSettings settings, String publicUrl) {
        Clock clock = settings.clock();
        file = new StateFile(settings.stateFile());
        var state = file.read();
        runs = state.path("runs").asLong() + 1;
        switches = new Switches(settings.seed(), settings.switches());
        calls = new CallLog(clock);
        account = new Account(switches, settings.credentials().user());
        inventory = new Inventory(INVENTORY);
        numbers = new OwnedNumbers(switches, inventory, clock, this::save);
        webhooks = new Webhooks(switches, clock, this::save);
        campaigns = new Campaigns(switches, numbers::assignedTo);
        numbers.load(state.path("numbers"));
        webhooks.load(state.path("webhooks"));
        stream = new LiveStream(vertx);
        conversations = new Conversations(clock, stream);
        shelf = new MediaShelf(clock, switches);
        posts = new Posts(vertx, switches, clock, () -> stream.publish("posts", Json.object()));
        sent = new SentMessages(clock, settings.kept());
        records = new MessageRecords(clock, switches, settings.kept());
        // Each run with the same state file has ids of its own.
        var ids = new RefIds(switches, settings.seed() + (settings.stateFile() == null ? 0 : runs * 7_919));
        inbound = new InboundTexts(switches, numbers, webhooks, posts, ids, records, shelf, conversations, publicUrl);
        receipts = new Receipts(vertx, switches, clock, ids, numbers, webhooks, posts, records);
        messageSend = new MessageSend(numbers, account, switches, ids, sent, records, receipts,
                new MediaFetcher(vertx, shelf), conversations);
        desk = new ControlDesk(
                new ControlDesk.Parts(switches, calls, account, numbers, campaigns, webhooks, posts, sent,
                        new Messages(sent, receipts, records), inbound, shelf, conversations, stream));
        save();
    }

    ControlDesk desk() {
        return desk;
    }

    void mount(Router router, Vertx vertx, SimulatorSettings settings) {
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        var api = new CarrierApi(vertx, settings.credentials(), switches, calls);
        var rules = new NumberRules(webhooks, campaigns, numbers, switches);
        var records = new TnRecords(numbers, rules, switches);
        var orders = new NumberOrders(inventory, numbers, rules, account, switches);
        api.mount(router, HttpMethod.GET, "accountDetail", account::detail);
        api.mount(router, HttpMethod.GET, "tnRecord", account.paid(records::list));
        api.mount(router, HttpMethod.POST, "tnRecord", account.paid(records::change));
        api.mount(router, HttpMethod.DELETE, "tnRecord", account.paid(records::disconnect));
        api.mount(router, HttpMethod.GET, "orderTn", account.paid(orders::search));
        api.mount(router, HttpMethod.POST, "orderTn", account.paid(orders::buy));
        api.mount(router, HttpMethod.POST, "messageSend", account.paid(messageSend::send));
        api.mount(router, HttpMethod.GET, "webHooks", account.paid(webhooks::list));
        api.mount(router, HttpMethod.PUT, "webHooks", account.paid(webhooks::put));
        api.mount(router, HttpMethod.DELETE, "webHooks", account.paid(webhooks::delete));
        api.mount(router, HttpMethod.GET, "campaigns", account.paid(campaigns::list));
        api.mount(router, HttpMethod.GET, "mdr", account.paid(this.records::list));
        shelf.mount(router);
        new ControlRoutes(desk).mount(router);
        new PhonePage(conversations, numbers, posts, stream).mount(router);
        router.get("/health").handler(context -> context.json(Map.of("status", "UP")));
    }

    private void save() {
        var state = Json.object().put("runs", runs);
        state.set("numbers", numbers.save());
        state.set("webhooks", webhooks.save());
        file.write(state);
        stream.publish("numbers", Json.object());
    }
}
