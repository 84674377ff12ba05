package dev.hilo.platform.masking;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import io.quarkus.logging.LoggingFilter;

/**
 * The last wall before a log: whatever a library prints, a phone number keeps its last four digits only and a webhook
 * token nothing. Switched on by {@code quarkus.log.console.filter=mask-numbers}.
 */
@LoggingFilter(name = "mask-numbers")
public final class MaskNumbers implements Filter {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])\\+?1?\\d{6,10}(\\d{4})(?![\\w-])");
    private static final Pattern TOKEN = Pattern.compile("(?i)(token=|/webhooks/bulkvs/)[^\\s&\"']+");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getMessage() != null) {
            line.setMessage(mask(line.getMessage()));
        }
        var parameters = line.getParameters();
        if (parameters != null) {
            for (var i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof String text) {
                    parameters[i] = mask(text);
                }
            }
        }
        return true;
    }

    static String mask(String text) {
        return TOKEN.matcher(NUMBER.matcher(text).replaceAll("•••$1")).replaceAll("$1•••");
    }
}
