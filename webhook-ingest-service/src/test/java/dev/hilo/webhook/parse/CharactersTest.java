package dev.hilo.webhook.parse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CharactersTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Hello+World%21                                | Hello World!
            Test%20with%20spaces                          | Test with spaces
            Multiple%20%20%20spaces                       | Multiple   spaces
            Special%20chars%3A%20%40%23%24%25             | Special chars: @#$%
            Emoji%20test%3A%20%F0%9F%98%80%F0%9F%91%8B    | Emoji test: 😀👋
            %c2%a1Hola%21                                 | ¡Hola!
            50%2525+off                                   | 50%25 off
            %2541                                         | %41
            1%2B1%3D2                                     | 1+1=2
            a%0Ab                                         | 'a\nb'
            1+1=2                                         | 1 1=2
            """)
    void areDecodedOnce(String sent, String read) {
        assertThat(Characters.decoded(sent)).isEqualTo(read.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Normal message without encoding", "call me + I'll answer", "100% sure", "100%", "50%",
            "line\nbreak+and%20more", "tab\there+x", "ñandú+1", "😀+%20", "%", "%4", "%zz", "a%2", "%E9t%E9",
            "%ED%A0%BD", "%FF%FE", "%C0%80", "", "plain"})
    void areLeftAloneWhereNothingWasEncoded(String sent) {
        assertThat(Characters.decoded(sent)).isEqualTo(sent);
    }

    @Test
    void comeBackFromAnyEncodedText() {
        var random = new Random(20_261_122);
        for (var i = 0; i < 5_000; i++) {
            var text = random.ints(random.nextInt(40), 0x20, 0x1F700)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

            assertThat(Characters.decoded(URLEncoder.encode(text, StandardCharsets.UTF_8))).isEqualTo(text);
        }
    }

    @Test
    void keepOutWhatNoStoreHolds() {
        assertThat(Characters.storable("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(Characters.storable("half \uD83D and \uDE00")).isEqualTo("half \uFFFD and \uFFFD");
        assertThat(Characters.storable("whole \uD83D\uDE00\uD83D")).isEqualTo("whole 😀\uFFFD");
        assertThat(Characters.storable("fine 😀\n\t")).isEqualTo("fine 😀\n\t");
    }
}
