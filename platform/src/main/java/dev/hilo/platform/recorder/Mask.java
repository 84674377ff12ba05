package dev.hilo.platform.recorder;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets, phone numbers and texts out of what goes to the carrier and comes from it. A number becomes
 * {@code <11:3f9a2c41>}: how many digits it was written with, and a mark that is the same for the same number, so that
 * calls about it can be found together. What cannot be read as JSON is masked as a text, and whatever text or token the
 * request had is taken out of the answer word for word.
 */
final class Mask {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HIDDEN = "***";

    /** Members whose value nobody needs to see, in lower case. */
    private static final Set<String> SECRETS = Set.of("portout pin", "pin", "password", "secret", "token",
            "authorization", "apikey", "apisecret", "username");
    /** Members that carry what people write. */
    private static final Set<String> TEXTS = Set.of("message", "text", "body", "mediaurls", "mediaurl");
    /** Members that look like numbers and are none. */
    private static final Set<String> NO_NUMBERS = Set.of("start", "end", "limit");

    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\w-])\\+?(?:\\d{10,15}|1?[ .-]?\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]?\\d{4})(?![\\w-])");
    private static final Pattern ENCODED_NUMBER = Pattern.compile("%2[Bb](\\d{10,15})(?!\\d)");
    private static final Pattern TOKEN = Pattern.compile("(?i)(token=|/webhooks/bulkvs/)([^\\s&#\"'<>\\\\]+)");
    private static final Pattern CREDENTIALS_OF_URL = Pattern.compile("(://)[^/@\\s\"]+@");
    private static final Pattern QUERY_OF_URL = Pattern.compile("(https?://[^\\s?\"'<>]*\\?)[^\\s\"'<>]+");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
    /** The end of a delivery receipt quotes the text, form-encoded or not. */
    private static final Pattern QUOTED = Pattern.compile("(?is)(err(?::|%3A)\\w+(?: |\\+|%20)text(?::|%3A)).+");

    private final SecretKeySpec key;

    Mask(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** What a request says that its answer must not repeat, the longest first. */
    List<String> wordsOf(@Nullable JsonNode request) {
        List<String> words = new ArrayList<>();
        if (request != null) {
            collect("", request, words);
        }
        return words.stream().filter(word -> word.length() > 2).flatMap(word -> List.of(word,
                URLEncoder.encode(word, StandardCharsets.UTF_8),
                URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20")).stream())
                .distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    JsonNode json(JsonNode node, List<String> words) {
        return json("", node, words);
    }

    /** An answer, as JSON when it is some. */
    JsonNode answer(@Nullable String body, List<String> words, int longest) {
        if (body == null || body.isBlank()) {
            return TextNode.valueOf("");
        }
        try {
            var masked = json(JSON.readTree(body), words);
            var text = masked.toString();
            return text.length() > longest ? TextNode.valueOf(cut(text, longest)) : masked;
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(cut(text(body, words), longest));
        }
    }

    Map<String, String> query(Map<String, String> query) {
        Map<String, String> masked = new TreeMap<>();
        query.forEach((name, value) -> masked.put(name, isSecret(name)
                ? HIDDEN
                : NO_NUMBERS.contains(lower(name)) ? value : text(value, List.of())));
        return masked;
    }

    String text(String text, List<String> words) {
        var masked = text;
        for (var word : words) {
            masked = masked.replace(word, "<text>");
        }
        masked = QUOTED.matcher(masked).replaceAll("$1<text>");
        masked = TOKEN.matcher(masked).replaceAll("$1" + HIDDEN);
        masked = CREDENTIALS_OF_URL.matcher(masked).replaceAll("$1" + HIDDEN + "@");
        masked = QUERY_OF_URL.matcher(masked).replaceAll("$1" + HIDDEN);
        masked = ADDRESS.matcher(masked).replaceAll("<address>");
        masked = ENCODED_NUMBER.matcher(masked).replaceAll(found -> mark(found));
        return NUMBER.matcher(masked).replaceAll(found -> mark(found));
    }

    private JsonNode json(String name, JsonNode node, List<String> words) {
        if (isSecret(name) && !node.isContainerNode() && !node.isBoolean()) {
            return TextNode.valueOf(node.asText().isEmpty() ? "" : HIDDEN);
        }
        return switch (node.getNodeType()) {
            case OBJECT -> {
                ObjectNode masked = JsonNodeFactory.instance.objectNode();
                node.properties().forEach(member -> masked.set(text(member.getKey(), words),
                        json(member.getKey(), member.getValue(), words)));
                yield masked;
            }
            case ARRAY -> {
                ArrayNode masked = JsonNodeFactory.instance.arrayNode();
                node.forEach(one -> masked.add(json(name, one, words)));
                yield masked;
            }
            case STRING -> TextNode.valueOf(isText(name) ? words(node.asText()) : text(node.asText(), words));
            case NUMBER -> NUMBER.matcher(node.asText()).matches()
                    ? TextNode.valueOf(text(node.asText(), words))
                    : node;
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> node;
        };
    }

    private static void collect(String name, JsonNode node, List<String> words) {
        if (node.isContainerNode()) {
            node.properties().forEach(member -> collect(member.getKey(), member.getValue(), words));
            if (node.isArray()) {
                node.forEach(one -> collect(name, one, words));
            }
        } else if (isText(name) || isSecret(name)) {
            words.add(node.asText());
        } else if (node.isTextual()) {
            TOKEN.matcher(node.asText()).results().forEach(found -> words.add(found.group(2)));
        }
    }

    /** That there was one, and how long. */
    private static String words(String text) {
        return text.isEmpty() ? "" : "<text of " + text.length() + ">";
    }

    private String mark(MatchResult found) {
        var digits = found.group().replaceFirst("%2[Bb]", "").replaceAll("\\D", "");
        var plus = found.group().startsWith("+") || found.group().startsWith("%") ? "+" : "";
        return "<" + plus + digits.length() + ":" + hash(digits.length() == 10 ? "1" + digits : digits) + ">";
    }

    private String hash(String digits) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(digits.getBytes(StandardCharsets.US_ASCII)), 0, 4);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "… of " + text.length() : text;
    }

    private static boolean isSecret(String name) {
        return SECRETS.contains(lower(name));
    }

    private static boolean isText(String name) {
        return TEXTS.contains(lower(name));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
