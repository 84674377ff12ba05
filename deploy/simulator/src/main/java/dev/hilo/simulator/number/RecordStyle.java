package dev.hilo.simulator.number;

import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import org.jspecify.annotations.Nullable;

/**
 * In what form numbers are shown: the document, its schema and live accounts disagree.
 *
 * @param loose numbers and flags in the types of the schema instead of those of live accounts
 * @param blanks what stands for a setting that is not set: {@code absent}, {@code text} (an empty one), {@code null}
 * @param names how the case of names comes back: {@code kept}, {@code upper}, {@code lower}
 * @param messagingClass the word for a long code with texts
 */
record RecordStyle(boolean loose, String blanks, String names, String messagingClass) {

    /** As most live accounts. */
    static final RecordStyle PLAIN = new RecordStyle(false, "absent", "kept", "A2PLC");

    static RecordStyle of(Switches switches) {
        return new RecordStyle(switches.get(Switch.LOOSE_TYPES), switches.get(Switch.BLANKS),
                switches.get(Switch.NAME_CASE), switches.get(Switch.CLASS));
    }

    /** Sets the name, or what stands for none. */
    void putName(ObjectNode messaging, String key, @Nullable String name) {
        if (name != null) {
            messaging.put(key, switch (names) {
                case "upper" -> name.toUpperCase(Locale.ROOT);
                case "lower" -> name.toLowerCase(Locale.ROOT);
                default -> name;
            });
        } else if (blanks.equals("text")) {
            messaging.put(key, "");
        } else if (blanks.equals("null")) {
            messaging.putNull(key);
        }
    }
}
