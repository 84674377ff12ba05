package dev.hilo.chat.directory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.access.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NumberDirectoryTest {

    private static final PhoneNumber DID = PhoneNumber.of("+17865551234");

    private final NumberDirectory directory = new NumberDirectory();

    @Test
    void saysWhetherTheTeamsChanged() {
        assertThat(directory.put(record("Support", "support"))).isTrue();
        assertThat(directory.put(record("Soporte", "support"))).isFalse();
        assertThat(directory.put(record("Soporte", "support", "sales"))).isTrue();
        assertThat(directory.put(record("Soporte", "sales", "support"))).isFalse();
        assertThat(directory.remove(DID)).isTrue();
        assertThat(directory.remove(DID)).isFalse();
        assertThat(directory.teamsOf(DID)).isEmpty();
    }

    @Test
    void listsWhatACallerMaySee() {
        var _ = directory.put(record("Support", "support"));

        assertThat(directory.visibleTo(Caller.of("ana", List.of("agent"), List.of("support"))))
                .containsExactly(new NumberDirectory.Named(DID, "Support"));
        assertThat(directory.visibleTo(Caller.of("leo", List.of("agent"), List.of("sales")))).isEmpty();
        assertThat(directory.visibleTo(Caller.of("marta", List.of("manager"), List.of()))).hasSize(1);
    }

    private static NumberRecord record(String name, String... teams) {
        return new NumberRecord(UUID.randomUUID(), Instant.EPOCH, DID, name, NumberRecord.State.ACTIVE, true, true,
                null, List.of(teams), null);
    }
}
