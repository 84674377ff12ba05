package dev.hilo.simulator.number;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;

/** A number for sale. Prices are US dollars. */
record Offer(Tn tn, String rateCenter, String state, int tier) {

    BigDecimal setupPrice() {
        return new BigDecimal(tier == 0 ? "0.05" : "0.50");
    }

    BigDecimal monthlyPrice() {
        return new BigDecimal(tier == 0 ? "0.06" : "0.25");
    }

    /** A row of GET /orderTn: everything is a string. */
    ObjectNode toJson() {
        return Json.object().put("TN", tn.digits()).put("Rate Center", rateCenter).put("State", state)
                .put("Tier", Integer.toString(tier)).put("Per Minute Rate", "0.0003")
                .put("Mrc", monthlyPrice().toPlainString()).put("Nrc", setupPrice().toPlainString());
    }
}
