package dev.hilo.messaging.template;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a template may leave open: {@code {{contact.first}}}, or with a word for when nobody knows it,
 * {@code {{contact.first|there}}}. The composer fills it in, where the agent sees the result before it leaves.
 */
final class Variables {

    static final List<String> KNOWN = List.of("contact.name", "contact.first", "agent.name", "number.name",
            "number.phone", "today");

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}|]*?)\\s*(?:\\|([^{}]*))?}}");

    private Variables() {
    }

    /** What is wrong with a body, for the manager who wrote it. */
    static Optional<String> wrongWith(String body) {
        var unknown = new TreeSet<String>();
        var matcher = VARIABLE.matcher(body);
        while (matcher.find()) {
            if (!KNOWN.contains(matcher.group(1))) {
                unknown.add("{{" + matcher.group(1) + "}}");
            }
        }
        if (!unknown.isEmpty()) {
            return Optional.of("no variable: " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", KNOWN));
        }
        var rest = VARIABLE.matcher(body).replaceAll("");
        return rest.contains("{{") || rest.contains("}}")
                ? Optional.of("a variable is written {{contact.first}} or {{contact.first|there}}")
                : Optional.empty();
    }
}
