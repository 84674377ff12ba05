package dev.hilo.messaging.attachment;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressRuleTest {

    private final AddressRule rule = new AddressRule(Set.of("127.0.0.1:8090", "media.internal"), Set.of(),
            AddressRule.HTTPS);
    private final AddressRule carriersOnly = new AddressRule(Set.of("127.0.0.1:8090"),
            Set.of("media.bulkvs.com", "*.messaging-store.net"), AddressRule.HTTPS);

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://s3.aws.com/file1.jpg,          true
            https://s3.aws.com:8443/file1.jpg,     false
            http://s3.aws.com/file1.jpg,           false
            http://127.0.0.1:8090/media/1.jpg,     true
            http://127.0.0.1:8091/media/1.jpg,     false
            https://media.internal/1.jpg,          true
            https://user:secret@s3.aws.com/1.jpg,  false
            ftp://s3.aws.com/1.jpg,                false
            file:///etc/passwd,                    false
            /relative,                             false
            https://s3.aws.com./file1.jpg,         false
            https://8.8.8.8/file1.jpg,             false
            https://[2600:1f18::1]/file1.jpg,      false
            https://metadata.google.internal/,     false
            https://kubernetes.default.svc/,       false
            https://localhost/,                    false
            """)
    void goesOnlyToPublicHttpsOrWhereTheConfigurationSays(String url, boolean permitted) {
        assertThat(rule.vet(URI.create(url)) != null).isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://media.bulkvs.com/1.jpg,                true
            https://MEDIA.BulkVS.com/1.jpg,                true
            https://eu.messaging-store.net/1.jpg,          true
            https://messaging-store.net/1.jpg,             false
            https://evilmessaging-store.net/1.jpg,         false
            https://media.bulkvs.com.evil.net/1.jpg,       false
            https://media.bulkvs.com@evil.net/1.jpg,       false
            https://s3.aws.com/1.jpg,                      false
            http://127.0.0.1:8090/1.jpg,                   true
            """)
    void goesOnlyToTheCarriersHostsWhenTheyAreNamed(String url, boolean permitted) {
        assertThat(carriersOnly.vet(URI.create(url)) != null).isEqualTo(permitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
            "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
            "fe80::1", "fc00::1", "fd12::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::",
            "2001:db8::1", "2001:10::1", "2001:2::1", "3fff::1", "192.88.99.1", "168.63.129.16", "fd00:ec2::254",
            "100.100.100.200", "5f00::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"})
    void neverToAMachineOfOurs(String address) throws Exception {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"52.216.1.1", "8.8.8.8", "2600:1f18::1", "2a00:1450:4001::1"})
    void toThePublicInternet(String address) throws Exception {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
