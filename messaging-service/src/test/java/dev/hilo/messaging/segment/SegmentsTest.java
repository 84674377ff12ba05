package dev.hilo.messaging.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.messaging.segment.Segments.Encoding;
import dev.hilo.messaging.segment.Segments.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentsTest {

    /** The composer in the browser counts the same texts; its tests write the file and check it against two others. */
    private static final Path VECTORS = Path.of("../contracts/src/test/resources/segments/vectors.json");

    @Test
    void countsEveryVectorAsTheComposerDoes() throws IOException {
        var wrong = new ArrayList<String>();
        var vectors = new ObjectMapper().readTree(VECTORS.toFile());
        for (var vector : vectors) {
            var expected = new Size(Encoding.valueOf(vector.path("encoding").asText().toUpperCase(Locale.ROOT)),
                    vector.path("units").asInt(), vector.path("parts").asInt());
            var counted = Segments.measure(Segments.normalised(text(vector.path("text"))));
            if (!counted.equals(expected)) {
                wrong.add(vector.path("name").asText() + ": " + counted + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(vectors.size()).isGreaterThan(2_000);
    }

    @Test
    void isOneNumberForThoseWhoOnlyPayForParts() {
        assertThat(List.of(Segments.of(""), Segments.of("a".repeat(160)), Segments.of("a".repeat(161))))
                .containsExactly(0, 1, 2);
    }

    /** A list of texts and of {@code [text, times]}. */
    private static String text(JsonNode pieces) {
        var text = new StringBuilder();
        for (var piece : pieces) {
            text.append(piece.isTextual() ? piece.asText() : piece.path(0).asText().repeat(piece.path(1).asInt()));
        }
        return text.toString();
    }
}
