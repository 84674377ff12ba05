package dev.hilo.platform.masking;

import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * The last wall before a log: whatever a library prints, a phone number keeps its last four digits only and a webhook
 * token nothing. Switched on by {@code quarkus.log.console.filter=mask-numbers}.
 */
@LoggingFilter(name = "mask-numbers")
public final class MaskNumbers implements Filter {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])\\+?1?\\d{6,10}(\\d{4})(?![\\w-])");
    private static final Pattern TOKEN = Pattern.compile("(?i)(token=|/webhooks/bulkvs/)[^\\s&\"']+");

    /** The message with its parameters filled in, without a stack trace. */
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    /**
     * Masks the finished text, so that a number inside any parameter is found too. (To set the message alone would
     * reset the record's format: {@code %s} would reach the log unfilled.)
     */
    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getMessage() != null) {
            var text = mask(MESSAGE.format(ExtLogRecord.wrap(line)));
            if (line instanceof ExtLogRecord ours) {
                ours.setMessage(text, ExtLogRecord.FormatStyle.NO_FORMAT);
            } else {
                line.setMessage(text);
                line.setParameters(null);
            }
        }
        return true;
    }

    static String mask(String text) {
        return TOKEN.matcher(NUMBER.matcher(text).replaceAll("•••$1")).replaceAll("$1•••");
    }
}
