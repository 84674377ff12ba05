package dev.hilo.simulator.message;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.fault.ReceiptPlan;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.number.OwnedNumbers;
import dev.hilo.simulator.webhook.Posts;
import dev.hilo.simulator.webhook.Webhook;
import dev.hilo.simulator.webhook.Webhooks;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Delivery receipts: posted to the number's own webhook when its {@code Dlr} is on, in the dress of an inbound message
 * (From = the handset, To = our number), one for each recipient.
 */
public final class Receipts {

    private final Vertx vertx;
    private final Switches switches;
    private final Clock clock;
    private final RefIds ids;
    private final OwnedNumbers numbers;
    private final Webhooks webhooks;
    private final Posts posts;
    private final MessageRecords records;
    private long posted;

    /** What a receipt says. */
    record Outcome(String stat, String err) {

        static final Outcome DELIVERED = new Outcome("DELIVRD", "000");
        static final Outcome UNREGISTERED = new Outcome("REJECTD", "620");
        static final Outcome NO_MEDIA = new Outcome("UNDELIV", "300");
        static final Outcome UNDELIVERABLE = new Outcome("UNDELIV", "069");
    }

    public Receipts(Vertx vertx, Switches switches, Clock clock, RefIds ids, OwnedNumbers numbers, Webhooks webhooks,
            Posts posts, MessageRecords records) {
        this.vertx = vertx;
        this.switches = switches;
        this.clock = clock;
        this.ids = ids;
        this.numbers = numbers;
        this.webhooks = webhooks;
        this.posts = posts;
        this.records = records;
    }

    /** The answer completes when messageSend may answer: at once, or once a receipt of plan {@code first} has arrived. */
    @CanIgnoreReturnValue
    Future<Void> follow(SentMessage message, Optional<Outcome> forced) {
        var all = message.to().stream().map(to -> follow(message, to, forced)).toList();
        return Future.join(all).<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<?> follow(SentMessage message, Tn to, Optional<Outcome> forced) {
        var strikes = switches.strikesReceipt(to.digits());
        var plan = strikes ? switches.get(Switch.RECEIPTS) : ReceiptPlan.ON;
        var outcome = forced.orElseGet(() -> strikes ? switched() : Outcome.DELIVERED);
        var outcomes = switch (plan) {
            case OFF -> List.<Outcome>of();
            case ON, FIRST, LATE -> List.of(outcome);
            case DOUBLE -> List.of(outcome, outcome);
            case CONTRADICT -> List.of(outcome, Outcome.UNDELIVERABLE);
        };
        int delay = switches.get(plan == ReceiptPlan.LATE ? Switch.LATE : Switch.RECEIPT_DELAY);
        var first = switches.receiptComesFirst(to.digits()) || plan == ReceiptPlan.FIRST;
        return first && !outcomes.isEmpty()
                ? post(message, to, outcomes.getFirst())
                        .onComplete(done -> later(delay, message, to, outcomes.subList(1, outcomes.size())))
                : later(delay, message, to, outcomes);
    }

    private Outcome switched() {
        var stat = switches.get(Switch.STAT);
        var err = switches.get(Switch.ERR);
        return new Outcome(stat, !err.isEmpty() ? err : stat.equals("DELIVRD") ? "000" : "069");
    }

    @CanIgnoreReturnValue
    private Future<?> later(int millis, SentMessage message, Tn to, List<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            vertx.setTimer(Math.max(1, millis), due -> postInTurn(message, to, outcomes));
        }
        return Future.succeededFuture();
    }

    private void postInTurn(SentMessage message, Tn to, List<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            post(message, to, outcomes.getFirst())
                    .onComplete(done -> postInTurn(message, to, outcomes.subList(1, outcomes.size())));
        }
    }

    /** Posts one receipt now; answers false when it was not taken, or the number has no webhook that wants receipts. */
    @CanIgnoreReturnValue
    Future<Boolean> post(SentMessage message, Tn to, Outcome outcome) {
        var text = new ReceiptText(ids.nextReceiptId(), message.at(), clock.instant(), outcome.stat(), outcome.err(),
                message.text()).toString();
        records.receipt(message.refId(), to, text);
        return wanting(message.from()).map(webhook -> {
            posted++;
            return posts.post("receipt", webhook, "application/json", body(message, to, text));
        }).orElseGet(() -> Future.succeededFuture(false));
    }

    long posted() {
        return posted;
    }

    void clear() {
        posted = 0;
    }

    private Optional<Webhook> wanting(Tn number) {
        return numbers.find(number).flatMap(owned -> owned.webhook()).flatMap(webhooks::named).filter(Webhook::dlr);
    }

    private String body(SentMessage message, Tn to, String text) {
        var body = Json.object();
        var minimal = switches.get(Switch.MINIMAL_PAYLOAD);
        if (!minimal && switches.get(Switch.RECEIPT_REF_ID).equals("same")) {
            body.put("RefId", message.refId());
        }
        body.put("From", to.digits()).putArray("To").add(message.from().digits());
        body.put("Message", WireText.message(text, switches));
        if (!minimal) {
            body.put("DeliveryReceipt", true);
        }
        return Json.text(body);
    }
}
