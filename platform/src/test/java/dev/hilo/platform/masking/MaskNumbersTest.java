package dev.hilo.platform.masking;

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
}
