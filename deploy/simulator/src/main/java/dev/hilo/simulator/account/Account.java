package dev.hilo.simulator.account;

import java.math.BigDecimal;
import java.math.RoundingMode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Operation;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Future;

/** The prepaid account. When nothing is left, everything but the question for the balance is refused with 403. */
public final class Account {

    private static final String THRESHOLD = "500.00";

    private final Switches switches;
    private final String username;
    private BigDecimal spent = BigDecimal.ZERO;

    public Account(Switches switches, String username) {
        this.switches = switches;
        this.username = username;
    }

    /** Refused with 403 when nothing is left, whatever it is: an empty balance is a total outage. */
    public Operation paid(Operation operation) {
        return call -> {
            requireFunds();
            return operation.run(call);
        };
    }

    /** @throws Refusal 403 when nothing is left */
    public void charge(BigDecimal price) {
        requireFunds();
        spent = spent.add(price);
    }

    public void reset() {
        spent = BigDecimal.ZERO;
    }

    /** GET /accountDetail. The contact blocks are flags, not contact data. */
    public Future<Answer> detail(Call call) {
        var detail = Json.object().put("Username", username);
        detail.putObject("Balance Related").put("Balance", left().setScale(2, RoundingMode.DOWN).toPlainString())
                .put("Low Balance Threshold", THRESHOLD);
        detail.putObject("Tn Related").put("Portout Pin", "3591344");
        detail.set("Service Status", serviceStatus());
        for (var role : new String[]{"Main", "E911", "LNP", "Maintenance", "Billing"}) {
            detail.putObject(role + " Contact").put("Name", true).put("Email", false).put("Telephone Number", false);
        }
        detail.putObject("Rates").put("E911", "1.50").put("Tn", "0.06").put("Lnp", "0.00");
        return Future.succeededFuture(Answer.ok(detail));
    }

    private void requireFunds() {
        if (left().signum() <= 0) {
            throw Refusal.noFunds();
        }
    }

    private BigDecimal left() {
        return switches.get(Switch.BALANCE).subtract(spent);
    }

    private static JsonNode serviceStatus() {
        return Json.object().put("Lrn", "Enabled").put("Outbound Termination", "Enabled")
                .put("Inbound Origination", "Enabled").put("E911", "Enabled").put("8YY", "Enabled")
                .put("Sms", "Enabled").put("Mms", "Enabled").put("Invoiced Billing", "Disabled");
    }
}
