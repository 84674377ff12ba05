package dev.hilo.messaging.reconcile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id:2140894173 sub:001 dlvrd:001 submit date:2202011208 done date:2202011208 stat:DELIVRD err:000 text: | DELIVRD | 000 |
            id:1 sub:001 dlvrd:000 submit date:2202011208 done date:2202011208 stat:UNDELIV err:069 text:Your tab... | UNDELIV | 069 | Your tab...
            id:1 stat:Rejectd err:3F | REJECTD | 3F |
            stat:WOBBLE | WOBBLE | |
            id:1 stat:DELIVRD err:000 text:stat:UNDELIV err:1 | DELIVRD | 000 | stat:UNDELIV err:1
            """)
    void readsWhatBecameOfATextAndWhichOne(String receipt, String stat, String err, String prefix) {
        assertThat(StatusText.read(receipt)).contains(new StatusText(stat, err, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "delivered", "id:1 sub:001 text:stat:DELIVRD", "stat:"})
    void findsNothingWhereNothingIsSaid(String receipt) {
        assertThat(StatusText.read(receipt)).isEmpty();
    }
}
