package dev.hilo.webhook.parse;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NoticeUnknownMembersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final NoticeUnknownMembers unknownMembers = new NoticeUnknownMembers(meters);

    @Test
    void countsEachAndTellsANameOnce() {
        assertThat(unknownMembers.notice(UUID.randomUUID(), List.of("Carrier", "Segments")))
                .containsExactly("Carrier", "Segments");
        assertThat(unknownMembers.notice(UUID.randomUUID(), List.of("Carrier", "New"))).containsExactly("New");
        assertThat(unknownMembers.notice(UUID.randomUUID(), List.of())).isEmpty();

        assertThat(meters.get("hilo.webhook.unknown.members").counter().count()).isEqualTo(4);
    }

    @Test
    void doesNotRememberEveryNameThatSomebodyInvents() {
        var told = IntStream.range(0, 5_000)
                .mapToObj(i -> unknownMembers.notice(UUID.randomUUID(), List.of("x" + i)))
                .filter(names -> !names.isEmpty()).count();

        assertThat(told).isEqualTo(NoticeUnknownMembers.MOST_REMEMBERED);
        assertThat(meters.getMeters()).hasSize(1);
    }
}
