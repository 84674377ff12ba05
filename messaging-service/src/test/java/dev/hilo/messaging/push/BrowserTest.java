package dev.hilo.messaging.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.push.Browser.Cause;
import dev.hilo.messaging.push.PushRules.Level;
import dev.hilo.platform.access.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BrowserTest {

    private static final PhoneNumber DID = new PhoneNumber("+17865551234");
    private static final PhoneNumber CONTACT = new PhoneNumber("+13053302277");
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration TRUST = Duration.ofDays(14);

    /** Ana of the support team; the number's own level overrules the usual one. */
    @ParameterizedTest(name = "usual {0}, number {1}: a {2} of {3}, for {4}, on a number of {5}: {6}")
    @CsvSource(textBlock = """
            ALL,      ,         text, contact, leo, support, TEXT
            ALL,      ,         text, contact,    , support, TEXT
            ALL,      ,         text, contact, ana, sales,
            ALL,      ,         text, contact, ana, '',
            MINE,     ,         text, contact, ana, support, TEXT
            MINE,     ,         text, contact, leo, support,
            MINE,     ,         text, contact,    , support,
            MENTIONS, ,         text, contact, ana, support,
            NONE,     ,         text, contact, ana, support,
            NONE,     ALL,      text, contact, leo, support, TEXT
            ALL,      NONE,     text, contact, ana, support,
            ALL,      MENTIONS, text, contact, ana, support,
            ALL,      ,         note, leo,     leo, support, MENTION
            MENTIONS, ,         note, leo,        , support, MENTION
            MENTIONS, ,         note, leo,        , sales,
            MENTIONS, ,         note, ana,        , support,
            NONE,     ,         note, leo,     ana, support,
            ALL,      NONE,     note, leo,     ana, support,
            """)
    void isToldOfWhatItsOwnerWantsAndMaySee(Level usual, @Nullable Level ofNumber, String what, String author,
            @Nullable String assignee, String teams, @Nullable Cause cause) {
        var rules = new PushRules(usual, ofNumber == null ? Map.of() : Map.of(DID.value(), ofNumber), null, null, true,
                true);
        var browser = new Browser(UUID.randomUUID(), Caller.of("ana", List.of("agent"), List.of("support")), rules,
                NOW);
        var event = what.equals("text") ? text(assignee) : note(author, assignee, "ana", "marta");
        var owners = Arrays.stream(teams.split(" ")).filter(team -> !team.isEmpty()).toList();
        assertThat(browser.concern(event, owners, NOW, TRUST).orElse(null)).isEqualTo(cause);
    }

    @Test
    void isToldNothingWhenItsOwnerWasNotHereForLong() {
        var browser = new Browser(UUID.randomUUID(), Caller.of("marta", List.of("manager"), List.of()),
                PushRules.USUAL, NOW.minus(TRUST).minusSeconds(1));
        assertThat(browser.concern(text(null), List.of("support"), NOW, TRUST)).isEmpty();
    }

    @Test
    void isNotToldOfANoteThatNamesOthers() {
        var browser = new Browser(UUID.randomUUID(), Caller.of("ana", List.of("agent"), List.of("support")),
                PushRules.USUAL, NOW);
        assertThat(browser.concern(note("leo", null, "marta"), List.of("support"), NOW, TRUST)).isEmpty();
    }

    private static ConversationEvent text(@Nullable String assignee) {
        return new ConversationEvent.MessageReceived(UUID.randomUUID(), NOW, 4, thread(assignee),
                message(Direction.INBOUND, null, List.of()));
    }

    private static ConversationEvent note(String author, @Nullable String assignee, String... mentions) {
        return new ConversationEvent.MessageQueued(UUID.randomUUID(), NOW, 4, thread(assignee),
                message(Direction.NOTE, author, List.of(mentions)));
    }

    private static ThreadView thread(@Nullable String assignee) {
        return new ThreadView(new ThreadId(UUID.randomUUID()), DID, CONTACT, null, null, NOW, 4, 2, true, List.of(),
                assignee, ThreadView.State.OPEN, false, null, null, null, NOW);
    }

    private static MessageView message(Direction direction, @Nullable String author, List<String> mentions) {
        return new MessageView(new MessageId(UUID.randomUUID()), new ThreadId(UUID.randomUUID()), 4, direction,
                MessageStatus.RECEIVED, CONTACT, DID, "Hola", List.of(), null, null, null, null, 1, author, List.of(),
                NOW, NOW, null, null, null, null, mentions);
    }
}
