package dev.hilo.messaging.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ThreadView.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StandingTest {

    private static final PhoneNumber CONTACT = new PhoneNumber("+13053302277");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest(name = "{0}: said to {1}, written by {2}: {3}")
    @CsvSource(textBlock = """
            NUMBER,   1/C1/B1, 1/C1/B1, true
            NUMBER,   1/C1/B1, 2/C1/B1, false
            NUMBER,   1/C1/B1, 1/C2/B2, true
            CAMPAIGN, 1/C1/B1, 2/C1/B1, true
            CAMPAIGN, 1/C1/B1, 2/C2/B1, false
            CAMPAIGN, 1/-/-,   2/-/-,   false
            CAMPAIGN, 1/C1/B1, 1/C2/B2, true
            BRAND,    1/C1/B1, 2/C2/B1, true
            BRAND,    1/C1/-,  2/C1/-,  true
            BRAND,    1/C1/-,  2/C2/-,  false
            BRAND,    1/C1/B1, 2/C2/B2, false
            ALL,      1/C1/B1, 2/C2/B2, true
            ALL,      1/-/-,   2/C2/B2, true
            """)
    void aWishReachesAsFarAsItsScope(Scope scope, String asked, String writing, boolean covered) {
        assertThat(scope.covers(sender(asked), sender(writing))).isEqualTo(covered);
    }

    @Test
    void silenceCountsMoreThanAQuestionAndTheNumbersOwnMoreThanAnothers() {
        var question = wish("1/C1/B1", Asked.UNCLEAR, 3);
        var elsewhere = wish("2/C1/B1", Asked.OPT_OUT, 2);
        var own = wish("3/C1/B1", Asked.OPT_OUT, 1);
        var standing = new Standing(List.of(question, elsewhere, own));
        assertThat(standing.concerning(sender("1/C1/B1"), Scope.CAMPAIGN)).contains(elsewhere);
        assertThat(standing.concerning(sender("3/C1/B1"), Scope.CAMPAIGN)).contains(own);
        assertThat(standing.concerning(sender("1/C1/B1"), Scope.NUMBER)).contains(question);
        assertThat(standing.concerning(sender("4/C4/B1"), Scope.CAMPAIGN)).isEmpty();
    }

    private static Wish wish(String sender, Asked asked, int minutesAgo) {
        return new Wish(CONTACT, sender(sender), asked, NOW.minusSeconds(60L * minutesAgo), null, UUID.randomUUID());
    }

    private static Sender sender(String text) {
        var parts = text.split("/", -1);
        return new Sender(new PhoneNumber("+1786555000" + parts[0]), parts[1].equals("-") ? null : parts[1],
                parts[2].equals("-") ? null : parts[2]);
    }
}
