package dev.hilo.messaging.carrier;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date in one of the three forms a recipient has to know (RFC 9110 §5.6.7). */
final class RetryAfter {

    private static final List<DateTimeFormatter> DATES = List.of(DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC));

    private RetryAfter() {
    }

    /** @return how long to wait; null when the header is absent or says nothing that can be read */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        var value = header.strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        for (var form : DATES) {
            try {
                var wait = Duration.between(now, Instant.from(form.parse(value)));
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException anotherForm) {
                // The next one is tried.
            }
        }
        return null;
    }
}
