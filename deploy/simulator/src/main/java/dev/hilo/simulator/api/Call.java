package dev.hilo.simulator.api;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.fault.Fault;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated call.
 *
 * @param fault the fault that strikes this call; an operation looks at it only for the ones that are its own
 */
public record Call(MultiMap query, @Nullable Buffer body, Fault fault) {

    /** The value of a query key, which may have spaces in it; empty when absent or blank. */
    public Optional<String> query(String key) {
        return Optional.ofNullable(query.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** @throws Refusal 400 when the value is there and is not a whole number */
    public Optional<Integer> queryNumber(String key) {
        try {
            return query(key).map(Integer::valueOf);
        } catch (NumberFormatException notANumber) {
            throw Refusal.malformed();
        }
    }

    /**
     * The value as a number of our account.
     *
     * @throws Refusal 400 when it is missing or not in eleven digits
     */
    public Tn requiredNumber(String key) {
        return query(key).flatMap(Tn::strict).orElseThrow(Refusal::malformed);
    }

    /** @throws Refusal 400 when the body is not a JSON object */
    public ObjectNode json() {
        try {
            return Json.parseObject(body);
        } catch (IllegalArgumentException notJson) {
            throw Refusal.malformed();
        }
    }
}
