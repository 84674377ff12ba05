package dev.hilo.simulator.fault;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;

/** The present position of every switch, and the seeded chance with which faults strike. */
public final class Switches {

    private final Map<Switch<?>, Object> starting = new LinkedHashMap<>();
    private final Map<Switch<?>, Object> changed = new LinkedHashMap<>();
    private final long startingSeed;
    private long seed;
    /** One chance for each kind of draw: how often one of them is asked changes nothing about the others. */
    private Random chance;
    private SplittableRandom receiptChance;
    private SplittableRandom firstChance;
    private int struck;

    /** @param initial positions that differ from the defaults and survive a {@link #reset()} */
    public Switches(long seed, Map<String, ?> initial) {
        this.startingSeed = seed;
        this.seed = seed;
        this.chance = new Random(seed);
        this.receiptChance = new SplittableRandom(seed).split();
        this.firstChance = receiptChance.split();
        initial.forEach((name, value) -> starting.put(Switch.named(name), Switch.named(name).read(Json.tree(value))));
    }

    @SuppressWarnings("unchecked") // apply() and the constructor put only what the switch itself has read
    public <T> T get(Switch<T> wanted) {
        return (T) changed.getOrDefault(wanted, starting.getOrDefault(wanted, wanted.initial()));
    }

    /**
     * Changes the named switches, all or none; {@code seed} starts the chance anew. Groups may be nested:
     * {@code {"retry":{"count":1}}} is {@code retry.count}.
     *
     * @throws BadSwitch when one is unknown or a value does not fit
     */
    public void apply(ObjectNode changes) {
        var read = new LinkedHashMap<Switch<?>, Object>();
        var newSeed = seed;
        for (var change : flat("", changes).entrySet()) {
            if (change.getKey().equals("seed")) {
                newSeed = seedOf(change.getValue());
            } else {
                var known = Switch.named(change.getKey());
                read.put(known, known.read(change.getValue()));
            }
        }
        changed.putAll(read);
        struck = 0;
        if (changes.has("seed")) {
            reseed(newSeed);
        }
    }

    public ObjectNode read() {
        var all = Json.object();
        for (var one : Switch.all()) {
            all.set(one.name(), switch (get(one)) {
                case Enum<?> word -> Json.tree(word.toString());
                case BigDecimal amount -> Json.tree(amount.toPlainString());
                case Object plain -> Json.tree(plain);
            });
        }
        return all.put("seed", seed);
    }

    /** Every switch to where it stood at the start, and the chance to its first draw. */
    public void reset() {
        changed.clear();
        struck = 0;
        reseed(startingSeed);
    }

    /** The fault that strikes a message to this number, by {@code send}, {@code only}, {@code rate} and {@code times}. */
    public Fault strikeSend(String recipient) {
        return strikes(get(Switch.SEND), appliesTo(recipient));
    }

    /** The fault that strikes another operation, by {@code api}, {@code apiOn}, {@code rate} and {@code times}. */
    public Fault strikeApi(String operation) {
        var on = get(Switch.API_ON);
        return strikes(get(Switch.API), on.isEmpty() || on.equals(operation) || operation.endsWith("/" + on));
    }

    /** Whether what the switches say of receipts holds for this recipient's message; else its receipt is a plain one. */
    public boolean strikesReceipt(String recipient) {
        var plain = get(Switch.RECEIPTS) == ReceiptPlan.ON && get(Switch.STAT).equals("DELIVRD");
        return plain || (appliesTo(recipient) && receiptChance.nextDouble() < get(Switch.RECEIPT_RATE));
    }

    /** Whether the first post of this recipient's receipt goes out before messageSend is answered. */
    public boolean receiptComesFirst(String recipient) {
        return appliesTo(recipient) && firstChance.nextDouble() < get(Switch.RECEIPT_FIRST_RATE);
    }

    private Fault strikes(Fault fault, boolean applies) {
        var times = get(Switch.TIMES);
        if (fault == Fault.OK || !applies || (times > 0 && struck >= times) || !draw()) {
            return Fault.OK;
        }
        struck++;
        return fault;
    }

    private boolean appliesTo(String recipient) {
        var only = get(Switch.ONLY_TO).replaceAll("\\D", "");
        return only.isEmpty() || recipient.endsWith(only.length() == 11 ? only.substring(1) : only);
    }

    private boolean draw() {
        return chance.nextDouble() < get(Switch.RATE);
    }

    private void reseed(long with) {
        seed = with;
        chance = new Random(with);
        receiptChance = new SplittableRandom(with).split();
        firstChance = receiptChance.split();
    }

    private static long seedOf(JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw new BadSwitch("switch 'seed' takes a whole number, not " + Json.text(value));
        }
        return value.longValue();
    }

    private static Map<String, JsonNode> flat(String prefix, ObjectNode changes) {
        var flat = new LinkedHashMap<String, JsonNode>();
        changes.properties().forEach(change -> {
            var name = prefix + change.getKey();
            if (change.getValue() instanceof ObjectNode group) {
                flat.putAll(flat(name + ".", group));
            } else {
                flat.put(name, change.getValue());
            }
        });
        return flat;
    }
}
