package dev.hilo.simulator.number;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.api.Answer;
import dev.hilo.simulator.api.Call;
import dev.hilo.simulator.api.Found;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.Future;

/** /tnRecord: list (always an array, 404 when nothing fits), change (answers one object), disconnect. */
public final class TnRecords {

    private final OwnedNumbers numbers;
    private final NumberRules rules;
    private final Switches switches;

    public TnRecords(OwnedNumbers numbers, NumberRules rules, Switches switches) {
        this.numbers = numbers;
        this.rules = rules;
        this.switches = switches;
    }

    /** Without {@code Limit} the list is silently cut at {@code list-limit}, and at {@code list-cap} with any. */
    public Future<Answer> list(Call call) {
        var wanted = call.query("Number").isPresent()
                ? Optional.of(call.requiredNumber("Number"))
                : Optional.<Tn>empty();
        var limit = call.queryNumber("Limit").orElse(switches.get(Switch.LIST_LIMIT));
        var found = Json.array();
        var cap = switches.get(Switch.LIST_CAP);
        var style = RecordStyle.of(switches);
        numbers.all().stream().filter(number -> wanted.isEmpty() || wanted.get().equals(number.tn()))
                .filter(numbers::isKnownEverywhere)
                .filter(number -> matches(call, number.toJson(RecordStyle.PLAIN)))
                .limit(cap == 0 ? limit : Math.min(limit, cap))
                .forEach(number -> found.add(number.toJson(style)));
        return Found.answer(switches, found, Refusal.notFound("Telephone number not found"));
    }

    /** A partial update: only what is sent changes. */
    public Future<Answer> change(Call call) {
        var changes = call.json();
        var tn = Optional.ofNullable(Json.textAt(changes, "TN")).flatMap(Tn::strict).orElseThrow(Refusal::malformed);
        var number = numbers.find(tn).filter(numbers::isKnownEverywhere)
                .orElseThrow(() -> Refusal.notFound("Telephone number not found"));
        rules.check(changes, number);
        if (!number.isActive()) {
            throw Refusal.conflict("Conflict; a support ticket may be required to resolve");
        }
        numbers.change(number, changes);
        var record = number.toJson(RecordStyle.of(switches));
        record.remove("ReferenceID");
        return Future.succeededFuture(Answer.ok(record));
    }

    public Future<Answer> disconnect(Call call) {
        var tn = call.requiredNumber("Number");
        var number = numbers.find(tn).filter(numbers::isKnownEverywhere)
                .orElseThrow(() -> Refusal.notFound("Telephone number not found"));
        if (!number.isActive()) {
            throw Refusal.conflict("TN is not in correct state to Disconnect");
        }
        numbers.remove(tn);
        return Future.succeededFuture(Answer.ok(Json.object().put("Status", "Success").put("TN", tn.digits())));
    }

    private static boolean matches(Call call, JsonNode record) {
        var messaging = record.path("Messaging");
        var details = record.path("TN Details");
        return Stream.of(fits(call, "Status", record), fits(call, "Portout Pin", record), fits(call, "Lidb", record),
                fits(call, "Tier", details), fits(call, "Activation Date", details, value -> value.substring(0, 10)),
                fits(call, "Trunk Group", record.path("Routing")), fits(call, "Class", messaging),
                fits(call, "Sms", messaging), fits(call, "Mms", messaging), fits(call, "Webhook", messaging),
                fits(call, "Tcr", messaging)).allMatch(fit -> fit);
    }

    private static boolean fits(Call call, String key, JsonNode record) {
        return fits(call, key, record, Function.identity());
    }

    private static boolean fits(Call call, String key, JsonNode record, Function<String, String> part) {
        return call.query(key).map(wanted -> part.apply(record.path(key).asText("")).equalsIgnoreCase(wanted))
                .orElse(true);
    }
}
