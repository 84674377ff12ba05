package dev.hilo.chat.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.agent.AgentSignal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ThreadId THREAD = new ThreadId(UUID.randomUUID());

    private final Presence presence = new Presence(Duration.ofSeconds(30));

    @Test
    void listsWhoLooksAndTellsOnlyNews() {
        assertThat(presence.heard(viewing("leo", true, NOON), NOON)).containsExactly(viewers("leo"));
        assertThat(presence.heard(viewing("ana", true, NOON), NOON)).containsExactly(viewers("ana", "leo"));
        assertThat(presence.heard(viewing("ana", true, NOON), NOON)).isEmpty();
        assertThat(presence.heard(viewing("leo", false, NOON), NOON)).containsExactly(viewers("ana"));
        assertThat(presence.heard(viewing("leo", false, NOON), NOON)).isEmpty();
    }

    @Test
    void passesOnThatSomebodyStillTypesAndOnceThatTheyStopped() {
        assertThat(presence.heard(typing("ana", true, NOON), NOON)).containsExactly(typing("ana", true));
        assertThat(presence.heard(typing("ana", true, NOON), NOON)).containsExactly(typing("ana", true));
        assertThat(presence.heard(typing("ana", false, NOON), NOON)).containsExactly(typing("ana", false));
        assertThat(presence.heard(typing("ana", false, NOON), NOON)).isEmpty();
    }

    @Test
    void whoLeavesDoesNotTypeAnyMore() {
        var _ = presence.heard(viewing("ana", true, NOON), NOON);
        var _ = presence.heard(typing("ana", true, NOON), NOON);

        assertThat(presence.heard(viewing("ana", false, NOON), NOON)).containsExactly(viewers(), typing("ana", false));
    }

    @Test
    void letsGoOfWhoIsNotHeardOfForHalfAMinute() {
        var _ = presence.heard(viewing("ana", true, NOON), NOON);
        var _ = presence.heard(typing("ana", true, NOON), NOON);
        var _ = presence.heard(viewing("leo", true, NOON), NOON.plusSeconds(20));

        assertThat(presence.expire(NOON.plusSeconds(30))).isEmpty();
        assertThat(presence.expire(NOON.plusSeconds(31))).containsExactly(typing("ana", false), viewers("leo"));
        assertThat(presence.expire(NOON.plusSeconds(51))).containsExactly(viewers());
    }

    @Test
    void takesNoSignalThatIsHalfAMinuteOld() {
        assertThat(presence.heard(viewing("ana", true, NOON), NOON.plusSeconds(31))).isEmpty();
        assertThat(presence.viewersOf(THREAD)).isEmpty();
    }

    private static AgentSignal.InThread viewing(String user, boolean on, Instant at) {
        return new AgentSignal.Viewing(UUID.randomUUID(), at, user, THREAD, PhoneNumber.of("+17865551234"), on);
    }

    private static AgentSignal.InThread typing(String user, boolean on, Instant at) {
        return new AgentSignal.Typing(UUID.randomUUID(), at, user, THREAD, PhoneNumber.of("+17865551234"), on);
    }

    private static Presence.Change viewers(String... users) {
        return new Presence.Change.ViewersChanged(THREAD, List.of(users));
    }

    private static Presence.Change typing(String user, boolean on) {
        return new Presence.Change.TypingChanged(THREAD, user, on);
    }
}
