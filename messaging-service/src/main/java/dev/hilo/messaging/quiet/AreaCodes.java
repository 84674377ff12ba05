package dev.hilo.messaging.quiet;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import dev.hilo.contracts.PhoneNumber;

/**
 * Where the holders of numbers may be, by libphonenumber's tables.
 * <p>
 * In North America the area code decides, not the exchange behind it, which the library would also know: people move
 * within an area and keep their number, so a code that reaches over two zones means either. Elsewhere the library's
 * answer for the whole number is taken, which for mobiles is every zone of the country.
 */
final class AreaCodes {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Set<PhoneNumberType> AREA_TYPES = Set.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE,
            PhoneNumberType.FIXED_LINE_OR_MOBILE);
    private static final int FIRST_EXCHANGE = 200;
    private static final int LAST_EXCHANGE = 999;
    private static final int NORTH_AMERICA = 1;

    private final Map<String, Whereabouts> more;
    private final Map<Integer, Whereabouts> codes = new ConcurrentHashMap<>();

    /** @param more by area code, what the library does not know */
    private AreaCodes(Map<String, Whereabouts> more) {
        this.more = Map.copyOf(more);
    }

    static AreaCodes of(QuietConfig config) {
        return new AreaCodes(config.areaCodes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> read(entry.getValue()))));
    }

    /** Reads {@code US-FL America/Chicago America/New_York}. */
    private static Whereabouts read(String setting) {
        var words = List.of(setting.strip().split("\\s+", -1));
        return new Whereabouts(words.stream().skip(1).map(ZoneId::of).collect(Collectors.toSet()),
                places(words.getFirst()), true);
    }

    /** Whether {@link #of} answers at once; the first look at an area code takes some milliseconds. */
    boolean knows(Collection<PhoneNumber> numbers) {
        return numbers.stream().allMatch(number -> !isNorthAmerican(number) || codes.containsKey(codeOf(number)));
    }

    Whereabouts of(PhoneNumber number) {
        if (number.isShortCode()) {
            return Whereabouts.NOWHERE;
        }
        try {
            var parsed = NUMBERS.parse(number.value(), "US");
            return isNorthAmerican(number)
                    ? northAmerican(number, parsed)
                    : elsewhere(parsed);
        } catch (NumberParseException notANumber) {
            return Whereabouts.NOWHERE;
        }
    }

    private Whereabouts northAmerican(PhoneNumber number, Phonenumber.PhoneNumber parsed) {
        var area = codes.computeIfAbsent(codeOf(number), this::area);
        // A number of no type is one that the library's plan does not have yet.
        var type = NUMBERS.getNumberType(parsed);
        return AREA_TYPES.contains(type) || !area.zones().isEmpty() ? area : Whereabouts.NOWHERE;
    }

    private Whereabouts area(int code) {
        var library = PhoneNumberToTimeZonesMapper.getInstance();
        var geocoder = PhoneNumberOfflineGeocoder.getInstance();
        // What it says of a number that it can place nowhere: every zone of every country with this calling code.
        var everywhere = library.getTimeZonesForGeographicalNumber(national(800, FIRST_EXCHANGE));
        Set<ZoneId> zones = new TreeSet<>((a, b) -> a.getId().compareTo(b.getId()));
        Set<String> places = new TreeSet<>();
        for (var exchange = FIRST_EXCHANGE; exchange <= LAST_EXCHANGE; exchange++) {
            var number = national(code, exchange);
            var found = library.getTimeZonesForGeographicalNumber(number);
            if (!found.equals(everywhere)) {
                zones.addAll(known(found));
            }
            States.of(geocoder.getDescriptionForValidNumber(number, Locale.ENGLISH)).ifPresent(places::add);
        }
        var region = NUMBERS.getRegionCodeForNumber(national(code, 345));
        if (region != null && !zones.isEmpty()) {
            places.add(region);
        }
        var added = more.get(Integer.toString(code));
        if (added != null) {
            zones.addAll(added.zones());
            places.addAll(added.places());
        }
        return new Whereabouts(zones, places, true);
    }

    private static Whereabouts elsewhere(Phonenumber.PhoneNumber number) {
        var zones = known(PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number));
        var region = NUMBERS.getRegionCodeForNumber(number);
        return zones.isEmpty()
                ? Whereabouts.NOWHERE
                : new Whereabouts(new LinkedHashSet<>(zones), region == null ? Set.of() : Set.of(region), true);
    }

    private static List<ZoneId> known(List<String> names) {
        List<ZoneId> zones = new ArrayList<>();
        for (var name : names) {
            if (!name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())) {
                try {
                    zones.add(ZoneId.of(name));
                } catch (DateTimeException newerThanOurZoneDatabase) {
                    // Without it there are fewer zones to respect; the rest still count.
                }
            }
        }
        return zones;
    }

    private static Set<String> places(String place) {
        var dash = place.indexOf('-');
        return dash < 0 ? Set.of(place) : Set.of(place.substring(0, dash), place);
    }

    private static boolean isNorthAmerican(PhoneNumber number) {
        return number.value().startsWith("+1") && number.value().length() == 12;
    }

    private static int codeOf(PhoneNumber number) {
        return Integer.parseInt(number.value().substring(2, 5));
    }

    private static Phonenumber.PhoneNumber national(int code, int exchange) {
        return new Phonenumber.PhoneNumber().setCountryCode(NORTH_AMERICA)
                .setNationalNumber(code * 10_000_000L + exchange * 10_000L + 5678);
    }
}
