package dev.hilo.webhook.verify;

import java.net.InetAddress;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SourceTest {

    @ParameterizedTest(name = "behind {1} proxies, X-Forwarded-For {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            6.6.6.6                          | 0 | 10.0.0.9
            ''                               | 1 | 10.0.0.9
            52.206.134.245                   | 1 | 52.206.134.245
            6.6.6.6, 52.206.134.245          | 1 | 52.206.134.245
            6.6.6.6 ; 52.206.134.245         | 1 | 52.206.134.245
            6.6.6.6, 52.206.134.245, 10.0.0.1 | 2 | 52.206.134.245
            52.206.134.245                   | 2 | 52.206.134.245
            52.206.134.245:4711              | 1 | 52.206.134.245
            [2001:db8::7]:4711               | 1 | 2001:db8:0:0:0:0:0:7
            2001:db8::7                      | 1 | 2001:db8:0:0:0:0:0:7
            ::ffff:52.206.134.245            | 1 | 52.206.134.245
            carrier.example                  | 1 | 10.0.0.9
            6.6.6.6,                         | 1 | 10.0.0.9
            """)
    void isTheAddressThatTheTrustedHopSaw(String header, int proxies, String source) {
        var values = header.isEmpty() ? new String[0] : header.split(" ; ");

        assertThat(SourceAddress.of(InetAddress.ofLiteral("10.0.0.9"), Arrays.asList(values), proxies)
                .getHostAddress()).isEqualTo(source);
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource(textBlock = """
            192.9.236.42,    192.9.236.42,   true
            192.9.236.42,    192.9.236.43,   false
            192.9.236.0/24,  192.9.236.255,  true
            192.9.236.0/24,  192.9.237.0,    false
            192.9.236.128/25, 192.9.236.127, false
            192.9.236.129/25, 192.9.236.200, true
            10.0.0.0/7,      11.255.0.1,     true
            0.0.0.0/0,       8.8.8.8,        true
            0.0.0.0/0,       2001:db8::1,    false
            2001:db8::/33,   2001:db8:7fff::1, true
            2001:db8::/33,   2001:db8:8000::1, false
            """)
    void belongsToARangeOrNot(String range, String address, boolean inside) {
        assertThat(AddressRange.of(range).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @Test
    void isNeverLookedUpByName() {
        assertThatThrownBy(() -> AddressRange.of("localhost")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressRange.of("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }
}
