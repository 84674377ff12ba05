package dev.hilo.benchmark;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PgbenchTest {

    @Test
    void readsTheRateOutOfWhatItSays() {
        assertThat(Pgbench.rate("""
                number of transactions actually processed: 23911
                latency average = 6.690 ms
                tps = 2391.470133 (without initial connection time)
                """)).contains(2391.470133);
        assertThat(Pgbench.rate("pgbench: error: connection to server failed")).isEmpty();
    }
}
