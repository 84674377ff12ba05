package dev.hilo.messaging.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.carrier.CarrierRecord;
import dev.hilo.messaging.reconcile.RecordRule.Attempt;
import dev.hilo.messaging.reconcile.RecordRule.Text;
import dev.hilo.messaging.reconcile.RecordRule.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecordRuleTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String DELIVERED = "id:1 sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 "
            + "stat:DELIVRD err:000 text:";

    private final RecordRule rule = new RecordRule(Duration.ofMinutes(1), Duration.ofMinutes(10));

    @Test
    void aReferenceOfOursDecides() {
        var text = text(MessageStatus.SENT, "A", "Hello", attempt(0, "A"));
        assertThat(judge(record("A", 300, ""), text)).isEqualTo(new Verdict.Current(text.messageId()));
    }

    @Test
    void aReferenceOfAnAttemptBeforeTheLastChangesNothing() {
        var text = text(MessageStatus.SENT, "B", "Hello", attempt(0, "A"), attempt(300, "B"));
        assertThat(judge(record("A", 5, DELIVERED), text)).isEqualTo(new Verdict.Earlier(text.messageId()));
        var again = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, "A"), attempt(300, null));
        assertThat(judge(record("A", 5, DELIVERED), again)).isEqualTo(new Verdict.Earlier(again.messageId()));
    }

    @ParameterizedTest
    @CsvSource({"-61, false", "-60, true", "0, true", "600, true", "601, false"})
    void anUnknownReferenceIsTheTextsThatBeganJustBefore(long seconds, boolean taken) {
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null));
        assertThat(judge(record("A", seconds, ""), text)).isEqualTo(taken
                ? new Verdict.Taken(text.messageId(), text.attempts().getFirst().id())
                : new Verdict.NotOurs());
    }

    @Test
    void aTextThatWasAcceptedWithoutAReferenceGetsIt() {
        var text = text(MessageStatus.SENT, null, "Hello", attempt(0, null));
        assertThat(judge(record("A", 5, ""), text))
                .isEqualTo(new Verdict.Taken(text.messageId(), text.attempts().getFirst().id()));
    }

    @Test
    void whatCanBeAboutTwoTextsDecidesNothing() {
        var one = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null));
        var other = text(MessageStatus.UNCONFIRMED, null, "Hello again", attempt(30, null));
        assertThat(judge(record("A", 40, ""), one, other))
                .isEqualTo(new Verdict.Ambiguous(Set.of(one.messageId(), other.messageId())));
    }

    @Test
    void theWordsOfItsReceiptTellTwoTextsApart() {
        var one = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null));
        var other = text(MessageStatus.UNCONFIRMED, null, "Your table is ready", attempt(30, null));
        assertThat(judge(record("A", 40, DELIVERED + "Your tab..."), one, other))
                .isEqualTo(new Verdict.Taken(other.messageId(), other.attempts().getFirst().id()));
        assertThat(judge(record("A", 40, DELIVERED + "Good morning..."), one, other))
                .isEqualTo(new Verdict.NotOurs());
    }

    @Test
    void moreRecordsThanAttemptsMeanThatSomebodyElseWritesWithOurNumber() {
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null));
        var records = List.of(record("A", 5, ""), record("B", 9, ""));
        assertThat(rule.judge(records, List.of(text), Set.of()).values())
                .containsOnly(new Verdict.Ambiguous(Set.of(text.messageId())));
    }

    @Test
    void bothAttemptsOfATextMayHaveBeenTaken() {
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null), attempt(120, null));
        var records = List.of(record("A", 5, ""), record("B", 125, ""));
        assertThat(rule.judge(records, List.of(text), Set.of()).values()).containsExactly(
                new Verdict.Taken(text.messageId(), text.attempts().getFirst().id()),
                new Verdict.Taken(text.messageId(), text.attempts().getLast().id()));
    }

    @Test
    void aRecordThatAnotherTextOfOursHasIsItsOwn() {
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null));
        assertThat(rule.judge(List.of(record("A", 5, "")), List.of(text), Set.of("A")).values())
                .containsOnly(new Verdict.NotOurs());
        var sent = text(MessageStatus.SENT, "A", "Hello", attempt(10, "A"));
        assertThat(rule.judge(List.of(record("A", 12, "")), List.of(text, sent), Set.of()).values())
                .containsOnly(new Verdict.Current(sent.messageId()));
    }

    @Test
    void aTextWhoseReceiptBroughtItsReferenceIsNoCandidateForAnother() {
        var settled = text(MessageStatus.DELIVERED, "A", "Hello", attempt(0, null));
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(30, null));
        assertThat(judge(record("B", 31, ""), settled, text))
                .isEqualTo(new Verdict.Taken(text.messageId(), text.attempts().getFirst().id()));
    }

    @Test
    void aPictureIsNoText() {
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(0, null));
        var picture = new CarrierRecord("A", CarrierRecord.Kind.MMS, new PhoneNumber("+13105550100"),
                new PhoneNumber("+13105550142"), List.of(NOON), "");
        assertThat(judge(picture, text)).isEqualTo(new Verdict.NotOurs());
    }

    @ParameterizedTest
    @EnumSource(value = MessageStatus.class, names = {"QUEUED", "SENDING"})
    void aTextUnderWayWaitsForItsOwnAnswer(MessageStatus status) {
        assertThat(judge(record("A", 5, ""), text(status, null, "Hello", attempt(0, null))))
                .isEqualTo(new Verdict.NotOurs());
    }

    @ParameterizedTest
    @EnumSource(value = MessageStatus.class, names = {"DELIVERED", "FAILED"})
    void whatHasEndedIsNotOpenedAgain(MessageStatus status) {
        var text = text(status, null, "Hello", attempt(0, null));
        assertThat(judge(record("A", 5, DELIVERED), text)).isEqualTo(new Verdict.Earlier(text.messageId()));
    }

    @Test
    void oneOfTheTwoMomentsOfAnAutumnHourIsEnough() {
        var text = text(MessageStatus.UNCONFIRMED, null, "Hello", attempt(3600, null));
        var record = new CarrierRecord("A", CarrierRecord.Kind.SMS, new PhoneNumber("+13105550100"),
                new PhoneNumber("+13105550142"), List.of(NOON, NOON.plusSeconds(3600)), "");
        assertThat(judge(record, text)).isInstanceOf(Verdict.Taken.class);
    }

    private Verdict judge(CarrierRecord record, Text... texts) {
        return rule.judge(List.of(record), List.of(texts), Set.of()).get(record);
    }

    private static CarrierRecord record(String refId, long seconds, String receipt) {
        return new CarrierRecord(refId, CarrierRecord.Kind.SMS, new PhoneNumber("+13105550100"),
                new PhoneNumber("+13105550142"), List.of(NOON.plusSeconds(seconds)), receipt);
    }

    private static Text text(MessageStatus status, String refId, String body, Attempt... attempts) {
        return new Text(UUID.randomUUID(), status, refId, body, false, Arrays.asList(attempts));
    }

    private static Attempt attempt(long seconds, String refId) {
        return new Attempt(UUID.randomUUID(), NOON.plusSeconds(seconds), refId);
    }
}
