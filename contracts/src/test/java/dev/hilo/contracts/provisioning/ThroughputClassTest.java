package dev.hilo.contracts.provisioning;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThroughputClassTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            A, 4500, 2400
            B, 4500, 2400
            C, 2400, 1200
            D, 2400, 1200
            E,  240,  150
            F,  240,  150
            T,   75,   50
            W,   15,   15
            G,   60,   60
            N,   60,   60
            K, 4500,   50
            P, 2400,   50
            S, 9000,   50
            """)
    void isTheTableOfTheCarriers(ThroughputClass letter, int sms, int mms) {
        assertThat(letter.smsPerMinute()).isEqualTo(sms);
        assertThat(letter.mmsPerMinute()).isEqualTo(mms);
        assertThat(letter.words()).isNotBlank();
    }

    @Test
    void hasAPlaceInTheTableForEachClass() {
        assertThat(ThroughputClass.values()).hasSize(13);
        assertThat(Arrays.stream(ThroughputClass.values()).filter(ThroughputClass::perNumber))
                .containsExactly(ThroughputClass.G, ThroughputClass.N);
        assertThat(ThroughputClass.W.tier()).contains(BrandTier.SOLE_PROPRIETOR);
        assertThat(ThroughputClass.T.tier()).isEmpty();
    }

    @Test
    void findsAClassByItsLetterOnly() {
        assertThat(ThroughputClass.of("T")).contains(ThroughputClass.T);
        assertThat(ThroughputClass.of("t")).isEmpty();
        assertThat(ThroughputClass.of("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            TOP,             top,             200000
            HIGH_MID,        high-mid,        40000
            LOW_MID,         low-mid,         10000
            LOW,             low,             2000
            SOLE_PROPRIETOR, sole-proprietor, 1000
            """)
    void aBrandHasItsDay(BrandTier tier, String name, int perDay) {
        assertThat(tier.wire()).isEqualTo(name);
        assertThat(tier.perDay()).isEqualTo(perDay);
    }

    @Test
    void saysWhenSomebodyLastLooked() {
        assertThat(PublishedRates.AS_OF).matches("20\\d\\d-\\d\\d");
        assertThat(PublishedRates.SOURCE).isNotBlank();
    }
}
