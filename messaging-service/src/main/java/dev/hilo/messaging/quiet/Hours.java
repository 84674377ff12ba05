package dev.hilo.messaging.quiet;

import java.util.regex.Pattern;

/**
 * The part of a day in which texts may arrive, on the local clock.
 *
 * @param from minute of the day, included
 * @param until minute of the day, excluded; 1440 is the end of the day, and {@code from == until} is a closed day
 */
public record Hours(int from, int until) {

    private static final Pattern FORM = Pattern.compile("(\\d\\d):([0-5]\\d)-(\\d\\d):([0-5]\\d)");
    private static final int DAY = 24 * 60;
    private static final Hours CLOSED = new Hours(0, 0);

    public Hours {
        if (from < 0 || from > until || until > DAY) {
            throw new IllegalArgumentException("hours go from 00:00 to 24:00, forward");
        }
    }

    /** Reads a setting: {@code 08:00-21:00}, {@code 00:00-24:00} or {@code closed}. */
    public static Hours parse(CharSequence text) {
        if ("closed".contentEquals(text)) {
            return CLOSED;
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not hours; write them as 08:00-21:00, or closed: " + text);
        }
        return new Hours(minute(form.group(1), form.group(2)), minute(form.group(3), form.group(4)));
    }

    boolean isClosed() {
        return from == until;
    }

    boolean contains(int minute) {
        return from <= minute && minute < until;
    }

    private static int minute(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }
}
