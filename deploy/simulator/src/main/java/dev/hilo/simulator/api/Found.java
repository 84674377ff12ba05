package dev.hilo.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Future;

/** What lists and searches answer: usually an array, and a 404 for nothing. */
public final class Found {

    private Found() {
    }

    /** @param nothing what is said when nothing fits */
    public static Future<Answer> answer(Switches switches, ArrayNode rows, Refusal nothing) {
        if (rows.isEmpty()) {
            return switch (switches.get(Switch.NOTHING_FOUND)) {
                case "list" -> Future.succeededFuture(Answer.ok(rows));
                case "null" -> Future.succeededFuture(Answer.ok(Json.tree(null)));
                case "200-error" -> Future.succeededFuture(Answer.ok(nothing.body()));
                default -> throw nothing;
            };
        }
        var alone = rows.size() == 1 && switches.get(Switch.SINGLE_RECORD).equals("object");
        return Future.succeededFuture(Answer.ok(alone ? rows.path(0) : rows));
    }
}
