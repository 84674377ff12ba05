package dev.hilo.messaging.pacing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.queue.Lane;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that texts of one of our numbers pass. AT&T limits the campaign by the minute, T-Mobile the brand by the
 * day, Verizon the number; whose customer the contact is nobody knows without a lookup, so each text counts everywhere.
 *
 * @param campaign absent for a toll-free number and for one that has none
 * @param sms the campaign's rate for texts, in segments
 * @param mms the campaign's rate for messages with media
 * @param number the number's own rate, for both together
 */
public record Route(PhoneNumber did, @Nullable String campaign, Rate sms, Rate mms, Rate number, Day day) {

    /** A bucket by the minute. */
    public record Rate(String key, Limit perMinute, Tempo tempo) {
    }

    /**
     * A bucket by the day.
     *
     * @param reserve the part of it that is kept for live replies, 0 to 1
     * @param zone its midnight is when the carrier begins to count again
     */
    public record Day(String key, Limit limit, double reserve, ZoneId zone) {

        public LocalDate at(Instant moment) {
            return LocalDate.ofInstant(moment, zone);
        }

        /** The first moment of the next day; not always 24 hours later. */
        public Instant ends(LocalDate day) {
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }

        /** How much of it the texts of a lane may take the total to. */
        public int upTo(Lane lane) {
            return switch (lane) {
                case LIVE -> limit.count();
                case BULK -> (int) Math.floor(limit.count() * (1 - reserve) + 1e-9);
            };
        }
    }

    /** The rates that such a text is bound by. */
    public List<Rate> rates(boolean media) {
        return Stream.of(media ? mms : sms, number).filter(rate -> rate.tempo().limited()).toList();
    }

    /** Every bucket that such a text moves. */
    public Stream<String> keys(boolean media) {
        var rates = rates(media).stream().map(Rate::key);
        return day.limit().limited() ? Stream.concat(rates, Stream.of(day.key())) : rates;
    }

    /** Whether nothing at all keeps such a text back. */
    public boolean isOpen(boolean media) {
        return keys(media).findAny().isEmpty();
    }

    /** The smallest of its rates by the minute. */
    public Limit perMinute(boolean media) {
        return (media ? mms : sms).perMinute().and(number.perMinute());
    }
}
