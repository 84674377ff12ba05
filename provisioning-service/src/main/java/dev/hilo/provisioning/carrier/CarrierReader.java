package dev.hilo.provisioning.carrier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what BulkVS answers, which is looser than its OpenAPI document 1.0.05: errors inside a 200, 404 for an empty
 * search, numbers and booleans as strings, descriptions that are objects, members that are blank, null or missing,
 * bodies that are empty or a web page. Pure; its test is the table of what was met.
 */
final class CarrierReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NOTHING_FOUND = Pattern
            .compile("(?i)\\bnot found\\b|\\bno (telephone )?(numbers?|records?|results?)\\b");
    private static final Pattern NOT_FOR_SALE = Pattern.compile("(?i)not available to purchase");
    private static final Pattern ALREADY_OURS = Pattern.compile("(?i)already provisioned");
    private static final Pattern NO_FUNDS = Pattern.compile("(?i)insufficient (funds|balance)");
    /** Of an empty account everything is refused, so this had better be said plainly. */
    private static final String CODE_NO_FUNDS = "no-funds";
    private static final String NO_FUNDS_WORDS = "No money left on the carrier account, or the service is not enabled there";
    private static final String CODE_NOT_FOR_SALE = "7501";
    private static final String CODE_ALREADY_OURS = "7511";

    private CarrierReader() {
    }

    static List<OfferedNumber> offers(Reply reply) {
        return list(reply, offer -> did(offer).map(did -> new OfferedNumber(did, text(offer, "Rate Center"),
                text(offer, "State"), money(offer, "Mrc"), money(offer, "Nrc"), money(offer, "Per Minute Rate"))));
    }

    static List<CarrierNumber> numbers(Reply reply) {
        return list(reply, CarrierReader::number);
    }

    static List<CarrierWebhook> webhooks(Reply reply) {
        return list(reply, webhook -> Optional.of(webhook).filter(one -> !text(one, "Webhook").isEmpty())
                .map(one -> new CarrierWebhook(text(one, "Webhook"), text(one, "Description"), text(one, "Url"),
                        // Where the carrier does not say, as in 2022, what was written counts.
                        one.path("Dlr").isMissingNode() || flag(one.path("Dlr")),
                        orElse(text(one, "Method"), "POST"))));
    }

    static List<CarrierCampaign> campaigns(Reply reply) {
        return list(reply, campaign -> Optional.of(campaign).filter(one -> !text(one, "Tcr").isEmpty())
                .map(one -> new CarrierCampaign(text(one, "Tcr"), textOrNull(one, "Brand"), count(one, "Count"),
                        text(one, "Approval").isEmpty() || flag(one.path("Approval")))));
    }

    static CarrierAccount account(Reply reply) {
        var account = accepted(reply);
        if (!account.isObject()) {
            throw CarrierFailure.of(Kind.UNCERTAIN, "unreadable", "The answer is not an account");
        }
        var balance = account.path("Balance Related");
        Map<String, Boolean> services = new LinkedHashMap<>();
        account.path("Service Status").properties().forEach(one -> services.put(one.getKey(), flag(one.getValue())));
        return new CarrierAccount(money(balance, "Balance"), money(balance, "Low Balance Threshold"), services);
    }

    /** Decided by code and words before the HTTP status: which status goes with 7511 has never been recorded. */
    static Purchase purchase(Reply reply) {
        var body = tree(reply.body());
        var words = words(body);
        if (body != null && isFailure(body)) {
            var code = text(body, "Code");
            if (code.equals(CODE_ALREADY_OURS) || ALREADY_OURS.matcher(words).find()) {
                return new Purchase.AlreadyOurs();
            }
            if (code.equals(CODE_NOT_FOR_SALE) || NOT_FOR_SALE.matcher(words).find()) {
                return new Purchase.Gone(orElse(code, CODE_NOT_FOR_SALE), words);
            }
        }
        if (reply.status() == 404 && (body == null || text(body, "Code").isEmpty())) {
            // The status that a failed purchase is documented with, without the words that go with it.
            return new Purchase.Gone("http-404", orElse(words, "The carrier did not sell it"));
        }
        if (accepted(reply).isMissingNode()) {
            throw CarrierFailure.of(Kind.UNCERTAIN, "empty", "The carrier answered the purchase without a word");
        }
        return new Purchase.Bought();
    }

    /** For calls whose answer says no more than yes; an empty body is a yes. */
    static void accept(Reply reply) {
        var _ = accepted(reply);
    }

    private static <T> List<T> list(Reply reply, Function<JsonNode, Optional<T>> one) {
        JsonNode body;
        try {
            body = accepted(reply);
        } catch (CarrierFailure failure) {
            if (failure.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
        List<T> all = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(item -> one.apply(item).ifPresent(all::add));
        } else if (body.isObject()) {
            one.apply(body).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private static Optional<CarrierNumber> number(JsonNode record) {
        var messaging = record.path("Messaging");
        var details = record.path("TN Details");
        return did(record).map(did -> new CarrierNumber(did, text(record, "Status"), flag(messaging.path("Sms")),
                flag(messaging.path("Mms")), textOrNull(messaging, "Webhook"), textOrNull(messaging, "Tcr"),
                text(details, "Rate Center"), text(details, "State")));
    }

    /** The body of a yes, missing when it is empty; else throws what the no means. */
    private static JsonNode accepted(Reply reply) {
        var body = tree(reply.body());
        var status = reply.status();
        if (status >= 200 && status < 300) {
            if (body == null) {
                throw CarrierFailure.of(Kind.UNCERTAIN, "unreadable", "The answer is not JSON");
            }
            if (isFailure(body)) {
                throw failure(kindOf(words(body)), reply, body);
            }
            return body;
        }
        throw failure(kindOf(status, words(body)), reply, body);
    }

    private static CarrierFailure failure(Kind kind, Reply reply, @Nullable JsonNode body) {
        var code = body == null ? "" : text(body, "Code");
        var words = words(body);
        if (reply.status() == 403 || NO_FUNDS.matcher(words).find()) {
            return new CarrierFailure(kind, CODE_NO_FUNDS,
                    words.isEmpty()
                            ? NO_FUNDS_WORDS
                            : NO_FUNDS_WORDS + " (" + words
                                    + ")",
                    reply.retryAfter());
        }
        return new CarrierFailure(kind, orElse(code, "http-" + reply.status()), orElse(words, meaning(kind)),
                reply.retryAfter());
    }

    /** A success never carries a code; a number's own {@code Status} is {@code Active} or the name of a porting state. */
    private static boolean isFailure(JsonNode body) {
        var status = text(body, "Status").toLowerCase(Locale.ROOT);
        return status.startsWith("fail") || status.startsWith("error") || status.startsWith("no records")
                || (!text(body, "Code").isEmpty() && !status.startsWith("succ"));
    }

    /** For an error inside a 200, where only the words say what it is. */
    private static Kind kindOf(String words) {
        return NOTHING_FOUND.matcher(words).find() ? Kind.NOT_FOUND : Kind.REFUSED;
    }

    private static Kind kindOf(int status, String words) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 429, 503 -> Kind.BUSY;
            default -> status >= 500 ? Kind.UNCERTAIN : kindOf(words);
        };
    }

    private static String meaning(Kind kind) {
        return switch (kind) {
            case NOT_SENT -> "The carrier could not be reached";
            case UNCERTAIN -> "The carrier did not answer clearly";
            case BUSY -> "The carrier asks to try again later";
            case UNAUTHORIZED -> "The carrier refuses our credentials";
            case NOT_FOUND -> "The carrier does not know it";
            case CONFLICT -> "The carrier sees a conflict";
            case REFUSED -> "The carrier refused";
        };
    }

    private static String words(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            return "";
        }
        for (var key : List.of("Description", "Message", "error", "Status")) {
            var said = body.path(key);
            if (said.isContainerNode() && !said.isEmpty()) {
                return said.toString();
            }
            if (!text(body, key).isEmpty()) {
                return text(body, key);
            }
        }
        return "";
    }

    /** Missing for an empty body; null for one that is not JSON. */
    private static @Nullable JsonNode tree(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /** Eleven digits as documented, or whatever else can be a North American number; an unreadable entry is left out. */
    private static Optional<PhoneNumber> did(JsonNode record) {
        return PhoneNumber.parse(text(record, "TN")).filter(number -> number.value().matches("\\+1\\d{10}"));
    }

    /** The stripped text of a scalar member; empty when it is missing, null, blank or no scalar. */
    private static String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }

    private static @Nullable String textOrNull(JsonNode node, String key) {
        var text = text(node, key);
        return text.isEmpty() ? null : text;
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static boolean flag(JsonNode value) {
        return switch (value.asText("").strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "y", "yes", "on", "enabled" -> true;
            default -> false;
        };
    }

    private static int count(JsonNode node, String key) {
        var amount = money(node, key);
        return amount == null ? 0 : amount.intValue();
    }

    private static @Nullable BigDecimal money(JsonNode node, String key) {
        var text = text(node, key).replace("$", "").replace(",", "");
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }
}
