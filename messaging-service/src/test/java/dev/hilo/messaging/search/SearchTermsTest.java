package dev.hilo.messaging.search;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SearchTermsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', nullValues = "-", textBlock = """
            hola               | 'hola':*                  | -
            mesa par           | 'mesa' & 'par':*          | -
            it's ready         | 'it' & 's' & 'ready':*    | -
            ñandú':* & x       | 'ñandú' & 'x':*           | -
            (305) 330-22       | -                         | 30533022
            +1 305             | '1' & '305':*             | 1305
            12                 | '12':*                    | -
            !!!                | -                         | -
            "exact words"      | -                         | -
            """, delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void readsWhatWasTyped(String typed, String prefixes, String digits) {
        var terms = SearchTerms.of(typed);
        assertThat(terms.prefixes()).isEqualTo(prefixes);
        assertThat(terms.digits()).isEqualTo(digits);
    }
}
