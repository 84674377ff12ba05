package dev.hilo.simulator.message;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.account.Account;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Fault;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.media.Fetched;
import dev.hilo.simulator.media.MediaFetcher;
import dev.hilo.simulator.message.Receipts.Outcome;
import dev.hilo.simulator.number.OwnedNumber;
import dev.hilo.simulator.number.OwnedNumbers;
import dev.hilo.simulator.phone.Conversations;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.Future;

/** POST /messageSend. A 200 means accepted; the outcome for each recipient stands inside it. */
public final class MessageSend {

    private static final BigDecimal SMS_PRICE = new BigDecimal("0.0030");
    private static final BigDecimal MMS_PRICE = new BigDecimal("0.0100");

    private final OwnedNumbers numbers;
    private final Account account;
    private final Switches switches;
    private final RefIds ids;
    private final SentMessages sent;
    private final MessageRecords records;
    private final Receipts receipts;
    private final MediaFetcher fetcher;
    private final Conversations conversations;

    public MessageSend(OwnedNumbers numbers, Account account, Switches switches, RefIds ids, SentMessages sent,
            MessageRecords records, Receipts receipts, MediaFetcher fetcher, Conversations conversations) {
        this.numbers = numbers;
        this.account = account;
        this.switches = switches;
        this.ids = ids;
        this.sent = sent;
        this.records = records;
        this.receipts = receipts;
        this.fetcher = fetcher;
        this.conversations = conversations;
    }

    public Future<Answer> send(Call call) {
        var body = call.json();
        var order = SendOrder.read(body);
        int longest = switches.get(Switch.MAX_LENGTH);
        if (longest > 0 && order.text().length() > longest) {
            throw Refusal.malformed();
        }
        var sender = sender(order);
        var refId = ids.next();
        if (call.fault() == Fault.RECIPIENT_FAILED) {
            return Future.succeededFuture(Answer.ok(answer(refId, order, "FAILED")));
        }
        var fragments = order.isMms() ? 1 : Segments.count(order.text());
        var price = order.isMms() ? MMS_PRICE : SMS_PRICE.multiply(BigDecimal.valueOf(fragments));
        account.charge(price);
        var answer = answer(refId, order, "SUCCESS");
        var message = sent.add(refId, order, sender.campaign().orElse(""), fragments, body, answer);
        records.outbound(refId, order, price, fragments);
        return deliver(message, order, sender).map(Answer.ok(answer));
    }

    private OwnedNumber sender(SendOrder order) {
        var sender = numbers.find(order.from()).filter(OwnedNumber::isActive)
                .orElseThrow(() -> Refusal.notFound("Telephone Number not enabled for Service"));
        if (!sender.sms()) {
            throw Refusal.conflict("Sender SMS disabled");
        }
        if (order.isMms() && !sender.mms()) {
            throw Refusal.conflict("Sender MMS disabled");
        }
        if (sender.campaign().isEmpty() && switches.get(Switch.MISSING_CAMPAIGN).equals("409")) {
            throw Refusal.conflict("Sender has no registered messaging campaign");
        }
        return sender;
    }

    private Future<Void> deliver(SentMessage message, SendOrder order, OwnedNumber sender) {
        var screens = new ArrayList<Conversations.Trace>();
        order.to().forEach(to -> screens.add(conversations.received(to, order.from(), order.text())));
        var unregistered = sender.campaign().isEmpty() ? Optional.of(Outcome.UNREGISTERED) : Optional.<Outcome>empty();
        if (order.media().isEmpty() || !order.hasText()) {
            return order.isMms() && !switches.get(Switch.MMS_RECEIPTS)
                    ? Future.succeededFuture()
                    : receipts.follow(message, unregistered);
        }
        // The carrier answers first and fetches then; only the receipt waits for the media.
        fetcher.fetch(order.media()).onSuccess(media -> {
            message.fetched(media);
            var copies = media.stream().flatMap(one -> Optional.ofNullable(one.copy()).stream()).toList();
            screens.forEach(screen -> screen.showMedia(copies));
            if (switches.get(Switch.MMS_RECEIPTS)) {
                receipts.follow(message, unregistered.or(() -> withoutMedia(media)));
            }
        });
        return Future.succeededFuture();
    }

    private Optional<Outcome> withoutMedia(List<Fetched> media) {
        return switches.get(Switch.MEDIA_FAILURE).equals("undeliv") && !media.stream().allMatch(Fetched::usable)
                ? Optional.of(Outcome.NO_MEDIA)
                : Optional.empty();
    }

    private static ObjectNode answer(String refId, SendOrder order, String status) {
        var answer = Json.object().put("RefId", refId).put("From", order.from().digits())
                .put("MessageType", order.isMms() ? "MMS" : "SMS")
                .put("Fragments", order.isMms() ? 1 : Segments.count(order.text()));
        var results = answer.putArray("Results");
        order.to().stream().map(Tn::digits).forEach(to -> results.addObject().put("To", to).put("Status", status));
        return answer;
    }
}
