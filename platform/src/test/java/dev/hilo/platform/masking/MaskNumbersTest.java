package dev.hilo.platform.masking;

import java.nio.CharBuffer;
import java.util.logging.Level;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            to +13053302277 now                | to •••2277 now
            13053302277                        | •••2277
            POST /webhooks/bulkvs?token=s3cr3t | POST /webhooks/bulkvs?token=•••
            /webhooks/bulkvs/s3cr3t HTTP       | /webhooks/bulkvs/••• HTTP
            took 1234 ms                       | took 1234 ms
            at 018f2f3c-1111-7222-8333-123456789012 | at 018f2f3c-1111-7222-8333-123456789012
            """)
    void hidesNumbersAndTokensAndNothingElse(String line, String masked) {
        assertThat(MaskNumbers.mask(line)).isEqualTo(masked);
    }

    @Test
    void fillsTheParametersInBeforeItMasks() {
        var line = new ExtLogRecord(Level.INFO, "%s wrote to %s after %d ms", ExtLogRecord.FormatStyle.PRINTF,
                getClass().getName());
        line.setParameters(new Object[]{"ana", CharBuffer.wrap("+13053302277"), 12});
        assertThat(new MaskNumbers().isLoggable(line)).isTrue();
        assertThat(new PatternFormatter("%s").format(line)).isEqualTo("ana wrote to •••2277 after 12 ms");
    }
}
