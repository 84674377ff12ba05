package dev.hilo.webhook.verify;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceRatesTest {

    private static final InetAddress CARRIER = InetAddress.ofLiteral("52.206.134.245");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.9.236.42");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final SourceRates rates = new SourceRates(10, 20, nanos::get);

    @Test
    void letsABurstThroughAndThenTheRate() {
        assertThat(IntStream.range(0, 20).map(_ -> rates.take(CARRIER))).containsOnly(0);
        assertThat(rates.take(CARRIER)).isEqualTo(1);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));

        assertThat(rates.take(CARRIER)).isZero();
        assertThat(rates.take(CARRIER)).isEqualTo(1);
    }

    @Test
    void countsEachSourceForItself() {
        assertThat(IntStream.range(0, 30).map(_ -> rates.take(CARRIER))).contains(1);

        assertThat(rates.take(OTHER)).isZero();
    }

    @Test
    void countsAnIpv6NetworkAsOneSource() {
        assertThat(IntStream.range(0, 20).map(i -> rates.take(InetAddress.ofLiteral("2001:db8::" + i))))
                .containsOnly(0);

        assertThat(rates.take(InetAddress.ofLiteral("2001:db8::ffff"))).isEqualTo(1);
        assertThat(rates.take(InetAddress.ofLiteral("2001:db8:0:1::1"))).isZero();
    }

    @Test
    void staysSmallWhateverComes() {
        for (var i = 0; i < 50_000; i++) {
            var address = InetAddress.ofLiteral("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
            var _ = rates.take(address);
        }

        assertThat(rates.sources()).isLessThanOrEqualTo(10_000);
    }
}
