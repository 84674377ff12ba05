package dev.hilo.simulator.number;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;

/** The numbers that the account has bought. */
public final class OwnedNumbers {

    private final Map<Tn, OwnedNumber> byNumber = new TreeMap<>();
    private final Map<Tn, Instant> bought = new HashMap<>();
    private final Switches switches;
    private final Inventory inventory;
    private final Clock clock;
    private final Runnable changed;

    public OwnedNumbers(Switches switches, Inventory inventory, Clock clock, Runnable changed) {
        this.switches = switches;
        this.inventory = inventory;
        this.clock = clock;
        this.changed = changed;
    }

    public Optional<OwnedNumber> find(Tn tn) {
        return Optional.ofNullable(byNumber.get(tn));
    }

    public Collection<OwnedNumber> all() {
        return byNumber.values();
    }

    public long assignedTo(String campaign) {
        return all().stream().filter(number -> number.campaign().filter(campaign::equals).isPresent()).count();
    }

    OwnedNumber buy(Tn tn, ObjectNode settings) {
        bought.put(tn, clock.instant());
        return add(tn, settings);
    }

    /** A number that was just bought is not known to all of the carrier for {@code number-propagation}. */
    boolean isKnownEverywhere(OwnedNumber number) {
        var since = bought.get(number.tn());
        return since == null
                || !clock.instant().isBefore(since.plusMillis(switches.get(Switch.NUMBER_PROPAGATION)));
    }

    @CanIgnoreReturnValue
    OwnedNumber add(Tn tn, ObjectNode settings) {
        var number = new OwnedNumber(inventory.describe(tn), clock.instant(), "Active", Json.object());
        number.apply(settings);
        byNumber.put(tn, number);
        changed.run();
        return number;
    }

    void change(OwnedNumber number, ObjectNode changes) {
        number.apply(changes);
        changed.run();
    }

    /**
     * Sets a number up, or alters it, behind the customer's back: no purchase, no checks. The keys are those of
     * POST /tnRecord and {@code Status}.
     */
    @CanIgnoreReturnValue
    public OwnedNumber force(Tn tn, ObjectNode changes) {
        var number = find(tn).orElseGet(() -> add(tn, Json.object()));
        number.apply(changes);
        if (changes.has("Status")) {
            number.status(changes.path("Status").asText());
        }
        changed.run();
        return number;
    }

    @CanIgnoreReturnValue
    public boolean remove(Tn tn) {
        var removed = byNumber.remove(tn) != null;
        changed.run();
        return removed;
    }

    public void clear() {
        byNumber.clear();
        changed.run();
    }

    public ArrayNode save() {
        return Json.array().addAll(all().stream().map(OwnedNumber::save).toList());
    }

    public void load(JsonNode saved) {
        saved.forEach(one -> {
            var number = OwnedNumber.load(one, inventory);
            byNumber.put(number.tn(), number);
        });
    }
}
