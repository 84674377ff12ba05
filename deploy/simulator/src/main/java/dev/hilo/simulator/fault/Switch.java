package dev.hilo.simulator.fault;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.wire.Json;

/**
 * One thing about the carrier that can be changed while it runs. Nobody outside knows how the real one behaves in many
 * of these points; the default is the likeliest.
 */
public final class Switch<T> {

    private static final Map<String, Switch<?>> ALL = new LinkedHashMap<>();
    private static final Pattern SPAN = Pattern.compile("(\\d+)\\s*(ms|s|m)?");

    // Sending
    public static final Switch<Fault> SEND = choice("send", Fault.values(), Fault.OK);
    public static final Switch<Double> RATE = fraction("rate", 1.0);
    public static final Switch<Integer> TIMES = count("times", 0);
    public static final Switch<String> ONLY_TO = text("only", "");
    public static final Switch<String> ACCEPTED = words("accepted", "auto", "auto", "true", "false");
    public static final Switch<Integer> DELAY = millis("delayMs", 0);
    public static final Switch<Integer> LATENCY = millis("latencyMs", 0);
    public static final Switch<Integer> RETRY_AFTER = count("retryAfter", 0);
    public static final Switch<String> REF_ID = words("refid", "hex8", "hex8", "uuid");
    public static final Switch<Integer> MAX_LENGTH = count("max-length", 0);
    public static final Switch<String> MISSING_CAMPAIGN = words("missing-campaign", "409", "409", "receipt");

    // Every other operation
    public static final Switch<Fault> API = choice("api", Fault.values(), Fault.OK);
    public static final Switch<String> API_ON = text("apiOn", "");
    public static final Switch<String> ERROR_BODY = words("error-body", "json", "json", "empty", "html");
    public static final Switch<Boolean> ERRORS_AS_200 = flag("errors-as-200");
    public static final Switch<Boolean> LOOSE_TYPES = flag("loose-types");
    public static final Switch<String> BLANKS = words("blanks", "absent", "absent", "text", "null");
    public static final Switch<String> NAME_CASE = words("name-case", "kept", "kept", "upper", "lower");
    public static final Switch<String> CLASS = text("class", "A2PLC");
    public static final Switch<String> DESCRIPTION = words("description", "text", "text", "object");
    public static final Switch<String> NOTHING_FOUND = words("nothing-found", "404", "404", "200-error", "list",
            "null");
    public static final Switch<String> SINGLE_RECORD = words("single-record", "list", "list", "object");
    public static final Switch<String> CLEAR_VALUE = words("clear-value", "any", "any", "empty", "default", "null");
    public static final Switch<Integer> NUMBER_PROPAGATION = millis("number-propagation", 0);
    public static final Switch<Integer> WEBHOOK_PROPAGATION = millis("webhook-propagation", 0);
    public static final Switch<String> WEBHOOK_UNKNOWN = words("webhook-unknown", "404", "404", "409");
    public static final Switch<String> WEBHOOK_FIELDS = words("webhook-fields", "all", "all", "2022");
    public static final Switch<Boolean> SEARCH_TYPO = flag("search-typo");
    public static final Switch<String> CAMPAIGNS = text("campaigns", "C0DEMO1,C0DEMO2");
    public static final Switch<Integer> LIST_CAP = count("list-cap", 0);
    public static final Switch<Integer> LIST_LIMIT = count("list-limit", 100);
    public static final Switch<Integer> CAMPAIGN_LIMIT = count("campaign-limit", 49);
    public static final Switch<Integer> MDR_DELAY = millis("mdr-delay", 0);
    public static final Switch<BigDecimal> BALANCE = money("balance", "5000.00");

    // Receipts
    public static final Switch<ReceiptPlan> RECEIPTS = choice("receipts", ReceiptPlan.values(), ReceiptPlan.ON);
    public static final Switch<Double> RECEIPT_RATE = fraction("receiptRate", 1.0);
    public static final Switch<Double> RECEIPT_FIRST_RATE = fraction("receiptFirstRate", 0.0);
    public static final Switch<Integer> RECEIPT_DELAY = millis("receiptDelayMs", 800);
    public static final Switch<Integer> LATE = millis("lateMs", 30_000);
    public static final Switch<String> STAT = text("stat", "DELIVRD");
    public static final Switch<String> ERR = text("err", "");
    public static final Switch<String> RECEIPT_REF_ID = words("receipt-refid", "same", "same", "absent");
    public static final Switch<Boolean> MMS_RECEIPTS = words("mms-receipts", true);
    public static final Switch<String> MEDIA_FAILURE = words("media-failure", "deliver", "deliver", "undeliv");

    // Posts to the webhook
    public static final Switch<Integer> REPEAT_COUNT = count("retry.count", 3);
    public static final Switch<Integer> REPEAT_SPACING = millis("retry.spacing", 2_000);
    public static final Switch<Integer> POST_TIMEOUT = millis("retry.timeout", 10_000);
    public static final Switch<Boolean> MINIMAL_PAYLOAD = flag("minimal-payload");
    public static final Switch<String> ENCODE = words("encode", "form", "form", "none");
    public static final Switch<String> SMS_MEDIA = words("sms-media", "absent", "absent", "null", "empty");
    public static final Switch<Boolean> SPLIT_INBOUND = flag("split-inbound");
    public static final Switch<String> MMS_TEXT = words("mms-text", "part", "part", "message");
    public static final Switch<String> TXT_ENCODING = words("txt-encoding", "plain", "plain", "quoted-printable");
    public static final Switch<Integer> MEDIA_EXPIRY = millis("media-expiry", 0);
    public static final Switch<Boolean> MEDIA_QUERY = flag("media-query");

    private final String name;
    private final T initial;
    private final String allowed;
    private final Function<JsonNode, T> reader;

    private Switch(String name, T initial, String allowed, Function<JsonNode, T> reader) {
        this.name = name;
        this.initial = initial;
        this.allowed = allowed;
        this.reader = reader;
        ALL.put(name, this);
    }

    static Collection<Switch<?>> all() {
        return ALL.values();
    }

    /** @throws BadSwitch when there is none of that name */
    static Switch<?> named(String name) {
        var found = ALL.get(name);
        if (found == null) {
            throw new BadSwitch("unknown switch '" + name + "'; known: " + String.join(", ", ALL.keySet()));
        }
        return found;
    }

    String name() {
        return name;
    }

    T initial() {
        return initial;
    }

    /** @throws BadSwitch when the value is not one of this switch's */
    T read(JsonNode value) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException unfit) {
            throw new BadSwitch("switch '" + name + "' takes " + allowed + ", not " + Json.text(value));
        }
    }

    private static <E extends Enum<E>> Switch<E> choice(String name, E[] values, E initial) {
        return new Switch<>(name, initial, oneOf(Arrays.stream(values).map(Enum::toString).toList()),
                value -> Arrays.stream(values).filter(one -> one.toString().equals(value.asText())).findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    private static Switch<String> words(String name, String initial, String... words) {
        var known = List.of(words);
        return new Switch<>(name, initial, oneOf(known), value -> {
            check(value.isValueNode() && known.contains(value.asText()));
            return value.asText();
        });
    }

    /** {@code on} or {@code off}, also as a JSON boolean. */
    private static Switch<Boolean> words(String name, boolean initial) {
        return new Switch<>(name, initial, "true, false", value -> {
            var word = value.asText();
            check(List.of("true", "false", "on", "off").contains(word));
            return word.equals("true") || word.equals("on");
        });
    }

    private static Switch<Boolean> flag(String name) {
        return words(name, false);
    }

    private static Switch<String> text(String name, String initial) {
        return new Switch<>(name, initial, "a text", value -> {
            check(value.isTextual() || value.isNumber());
            return value.asText();
        });
    }

    private static Switch<Integer> count(String name, int initial) {
        return new Switch<>(name, initial, "a whole number from 0", value -> {
            check(value.isInt() && value.intValue() >= 0);
            return value.intValue();
        });
    }

    private static Switch<Double> fraction(String name, double initial) {
        return new Switch<>(name, initial, "a number from 0 to 1", value -> {
            check(value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1);
            return value.doubleValue();
        });
    }

    /** Milliseconds as a number, or a text with a unit: {@code "10s"}. */
    private static Switch<Integer> millis(String name, int initial) {
        return new Switch<>(name, initial, "milliseconds or a text such as \"10s\"", value -> {
            var span = SPAN.matcher(value.asText());
            check(value.isValueNode() && span.matches());
            var unit = span.group(2);
            var factor = unit == null || unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000;
            return Math.multiplyExact(Integer.parseInt(span.group(1)), factor);
        });
    }

    private static Switch<BigDecimal> money(String name, String initial) {
        return new Switch<>(name, new BigDecimal(initial), "an amount in dollars",
                value -> new BigDecimal(value.asText()));
    }

    private static String oneOf(List<String> words) {
        return "one of " + String.join(", ", words);
    }

    private static void check(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
    }
}
