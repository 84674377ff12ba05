package dev.hilo.local.kafka;

import java.util.List;
import java.util.Map;

import dev.hilo.platform.kafka.TopicDeclaration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicChangeTest {

    private static final TopicDeclaration DECLARED = new TopicDeclaration("message.inbound", 12, (short) 3,
            Map.of("retention.ms", "604800000", "min.insync.replicas", "2"));

    @Test
    void createsWhatIsMissingWithWhatOneBrokerCanHold() {
        assertThat(changes(Map.of())).containsExactly(new TopicChange.Create("message.inbound", 12,
                Map.of("retention.ms", "604800000", "min.insync.replicas", "1")));
    }

    @Test
    void leavesAloneWhatIsAsDeclared() {
        assertThat(changes(existing(12, "604800000"))).isEmpty();
    }

    @Test
    void addsPartitions() {
        assertThat(changes(existing(6, "604800000"))).containsExactly(new TopicChange.Extend("message.inbound", 12));
    }

    @Test
    void keepsPartitionsThatAreTooMany() {
        assertThat(changes(existing(24, "604800000"))).isEmpty();
    }

    @Test
    void setsOnlyTheSettingsThatDiffer() {
        assertThat(changes(existing(12, "1")))
                .containsExactly(new TopicChange.Configure("message.inbound", Map.of("retention.ms", "604800000")));
    }

    private static List<TopicChange> changes(Map<String, TopicChange.Existing> existing) {
        return TopicChange.between(List.of(DECLARED), existing);
    }

    private static Map<String, TopicChange.Existing> existing(int partitions, String retention) {
        return Map.of("message.inbound", new TopicChange.Existing(partitions,
                Map.of("retention.ms", retention, "min.insync.replicas", "1", "segment.bytes", "1073741824")));
    }
}
