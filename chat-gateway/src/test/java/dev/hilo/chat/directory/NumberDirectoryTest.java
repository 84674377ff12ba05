package dev.hilo.chat.directory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.access.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberDirectoryTest {

    private static final PhoneNumber DID = PhoneNumber.of("+17865551234");

    private final NumberDirectory directory = new NumberDirectory();

    @Test
    void saysWhatARecordChanged() {
        assertThat(directory.put(record("Support", null, "C1", "support"))).isEqualTo(change(true, true, true));
        assertThat(directory.put(record("Support", null, "C1", "support"))).isEqualTo(change(false, false, false));
        assertThat(directory.put(record("Soporte", null, "C1", "support"))).isEqualTo(change(false, true, true));
        assertThat(directory.put(record("Soporte", "#10b981", "C1", "support"))).isEqualTo(change(false, true, true));
        assertThat(directory.put(record("Soporte", "#10b981", null, "support"))).isEqualTo(change(false, false, true));
        assertThat(directory.put(record("Soporte", "#10b981", null, "support", "sales")))
                .isEqualTo(change(true, false, true));
        assertThat(directory.put(record("Soporte", "#10b981", null, "sales", "support")).whoMaySee()).isFalse();
        assertThat(directory.remove(DID)).isEqualTo(change(true, true, true));
        assertThat(directory.remove(DID)).isEqualTo(change(false, false, false));
        assertThat(directory.teamsOf(DID)).isEmpty();
    }

    @Test
    void listsWhatACallerMaySee() {
        var _ = directory.put(record("Support", "#10b981", null, "support"));

        assertThat(directory.visibleTo(Caller.of("ana", List.of("agent"), List.of("support"))))
                .containsExactly(
                        new NumberDirectory.Named(DID, "Support", "#10b981", NumberRecord.State.ACTIVE, true,
                                true));
        assertThat(directory.visibleTo(Caller.of("leo", List.of("agent"), List.of("sales")))).isEmpty();
        assertThat(directory.visibleTo(Caller.of("marta", List.of("manager"), List.of()))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(NumberRecord.State.class)
    void listsEveryNumberThatWeStillHave(NumberRecord.State state) {
        var _ = directory
                .put(new NumberRecord(UUID.randomUUID(), Instant.EPOCH, DID, "Support", state, true, true, null,
                        List.of("support"), null));

        assertThat(directory.visibleTo(Caller.of("ana", List.of("agent"), List.of("support"))))
                .hasSize(state == NumberRecord.State.RELEASED ? 0 : 1);
    }

    private static NumberDirectory.Change change(boolean whoMaySee, boolean whatIsShown, boolean anything) {
        return new NumberDirectory.Change(whoMaySee, whatIsShown, anything);
    }

    private static NumberRecord record(String name, @Nullable String color, @Nullable String campaign,
            String... teams) {
        return new NumberRecord(UUID.randomUUID(), Instant.now(), DID, name, NumberRecord.State.ACTIVE, true, true,
                campaign, List.of(teams), color);
    }
}
