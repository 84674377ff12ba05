package dev.hilo.webhook.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** A posted body as JSON, or why it is none. Never throws, whatever the bytes are. */
public sealed interface CarrierBody {

    /** It is JSON, of any kind. */
    record Json(JsonNode root) implements CarrierBody {
    }

    /** JSON, as far as we read it, but built to hurt: nested too deep, a number of thousands of digits. */
    record BeyondLimits(String reason) implements CarrierBody {
    }

    /** Something else. */
    record NotJson(String reason) implements CarrierBody {
    }

    /** @param contentType names the characters where they are not UTF-8 */
    static CarrierBody read(byte[] body, @Nullable String contentType) {
        return Reader.read(Reader.characters(body, contentType));
    }

    /** How it is read. */
    final class Reader {

        private static final int DEEPEST = 64;
        private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                // Names come from outside: a shared table of them could be filled on purpose.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();

        private Reader() {
        }

        static CarrierBody read(String body) {
            try {
                var root = JSON.readTree(body);
                return root == null || root.isMissingNode() ? new NotJson("the body is empty") : new Json(root);
            } catch (StreamConstraintsException hostile) {
                return new BeyondLimits("the JSON goes beyond what is read: nested deeper than " + DEEPEST
                        + ", or a number or name of absurd length");
            } catch (JsonProcessingException notJson) {
                return new NotJson("the body is not JSON");
            }
        }

        /** UTF-8 unless the bytes say otherwise; what no charset explains becomes U+FFFD, so that the rest survives. */
        static String characters(byte[] body, @Nullable String contentType) {
            var wide = wideCharset(body);
            if (wide != null) {
                return withoutMark(new String(body, wide));
            }
            var text = new String(body, StandardCharsets.UTF_8);
            var named = text.indexOf('\uFFFD') >= 0 ? namedCharset(contentType) : null;
            return withoutMark(named == null || isUtf8(body) ? text : new String(body, named));
        }

        /** JSON starts with two ASCII characters, so where the zeros stand tells the width (RFC 4627 §3). */
        private static @Nullable Charset wideCharset(byte[] body) {
            if (body.length < 4) {
                return null;
            }
            if ((body[0] == (byte) 0xFE && body[1] == (byte) 0xFF) || (body[0] == 0 && body[1] != 0)) {
                return StandardCharsets.UTF_16BE;
            }
            if ((body[0] == (byte) 0xFF && body[1] == (byte) 0xFE) || (body[0] != 0 && body[1] == 0)) {
                return StandardCharsets.UTF_16LE;
            }
            return null;
        }

        private static @Nullable Charset namedCharset(@Nullable String contentType) {
            if (contentType == null) {
                return null;
            }
            var at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
            if (at < 0) {
                return null;
            }
            var name = contentType.substring(at + "charset=".length()).replaceFirst("[;\\s].*", "").replace("\"", "");
            try {
                return Charset.forName(name);
            } catch (IllegalArgumentException unknown) {
                return null;
            }
        }

        private static boolean isUtf8(byte[] body) {
            try {
                var _ = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(body));
                return true;
            } catch (CharacterCodingException otherwise) {
                return false;
            }
        }

        private static String withoutMark(String text) {
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }
}
