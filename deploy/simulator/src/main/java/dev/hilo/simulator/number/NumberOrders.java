package dev.hilo.simulator.number;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hilo.simulator.account.Account;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Found;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Fault;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.Future;

/** /orderTn: search the inventory by area code, buy one number. The campaign cannot be given here. */
public final class NumberOrders {

    private static final int LIMIT = 100;

    private final Inventory inventory;
    private final OwnedNumbers numbers;
    private final NumberRules rules;
    private final Account account;
    private final Switches switches;

    public NumberOrders(Inventory inventory, OwnedNumbers numbers, NumberRules rules, Account account,
            Switches switches) {
        this.inventory = inventory;
        this.numbers = numbers;
        this.rules = rules;
        this.account = account;
        this.switches = switches;
    }

    /** Nothing for sale is a 404. */
    public Future<Answer> search(Call call) {
        int npa = call.queryNumber("Npa").orElseThrow(Refusal::malformed);
        var offers = call.queryNumber("Nxx").map(nxx -> inventory.search(npa, nxx))
                .orElseGet(() -> inventory.search(npa));
        var found = Json.array();
        offers.filter(offer -> numbers.find(offer.tn()).isEmpty()).limit(call.queryNumber("Limit").orElse(LIMIT))
                .forEach(offer -> found.add(offer.toJson()));
        if (switches.get(Switch.SEARCH_TYPO) && found.path(0) instanceof ObjectNode first) {
            // The document's own example has twelve digits.
            found.insert(0, first.deepCopy().put("TN", first.path("TN").asText() + "0"));
        }
        return Found.answer(switches, found, Refusal.of(404, "7502", "No telephone numbers available"));
    }

    public Future<Answer> buy(Call call) {
        var order = call.json();
        var tn = Optional.ofNullable(Json.textAt(order, "TN")).flatMap(Tn::strict).orElseThrow(Refusal::malformed);
        rules.check(order, null);
        if (numbers.find(tn).isPresent()) {
            throw failed(tn, "7511", "Telephone Number already provisioned to your account");
        }
        var offer = inventory.find(tn).filter(found -> call.fault() != Fault.SOLD)
                .orElseThrow(() -> failed(tn, "7501", "Telephone Number not available to Purchase"));
        account.charge(offer.setupPrice());
        order.remove("Tcr");
        var bought = numbers.buy(tn, order);
        return Future.succeededFuture(Answer.ok(bought.toOrderJson(RecordStyle.of(switches))));
    }

    private static Refusal failed(Tn tn, String code, String description) {
        return Refusal.of(404, tn.digits(), "Failed", code, new TextNode(description));
    }
}
