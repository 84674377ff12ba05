package dev.hilo.messaging.label;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LabelTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            VIP,                                                vip
            Front desk,                                         front-desk
            '  Año nuevo / 2027! ',                             ano-nuevo-2027
            Ñandú,                                              nandu
            日本,                                                日本
            !!!,                                                label
            a-name-that-is-longer-than-forty-characters-altogether, a-name-that-is-longer-than-forty-charact
            """)
    void makesAKeyOfAName(String name, String key) {
        assertThat(Label.keyOf(name)).isEqualTo(key);
    }
}
