package dev.hilo.webhook.parse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SmppReceiptTest {

    private static final String COMPLETE = "id:3300145527 sub:001 dlvrd:001 submit date:2611031415 "
            + "done date:2611031415 stat:DELIVRD err:000 text:Your tab...";

    @Test
    void isReadWholeFromTheCompleteForm() {
        assertThat(SmppReceipt.complete(COMPLETE)).contains(new SmppReceipt("DELIVRD", "000", "Your tab..."));
        assertThat(SmppReceipt.readable(COMPLETE)).contains(new SmppReceipt("DELIVRD", "000", "Your tab..."));
    }

    @Test
    void mayRepeatNothingOfOurText() {
        var official = "id:2140894173 sub:001 dlvrd:001 submit date:2202011208 done date:2202011208 stat:DELIVRD "
                + "err:000 text:";

        assertThat(SmppReceipt.complete(official)).contains(new SmppReceipt("DELIVRD", "000", null));
        assertThat(SmppReceipt.complete(official + " ")).contains(new SmppReceipt("DELIVRD", "000", null));
    }

    @Test
    void keepsAWordThatNobodyKnows() {
        assertThat(SmppReceipt.complete(COMPLETE.replace("DELIVRD", "WOBBLE")))
                .contains(new SmppReceipt("WOBBLE", "000", "Your tab..."));
    }

    @Test
    void takesTheFirstStatWhereOurTextHoldsAnother() {
        assertThat(SmppReceipt.readable(COMPLETE.replace("Your tab...", "stat:UNDELIV err:1 text:x")))
                .contains(new SmppReceipt("DELIVRD", "000", "stat:UNDELIV err:1 text:x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "id:7A-9 sub:001 dlvrd:001 submit date:261103141500 done date:261103141530 stat:Undeliv err:3F",
            "id:1 sub:1 dlvrd:1 stat:UNDELIV err:3F text:x\ny"})
    void isReadFromCarriersVariationsWhenMarked(String text) {
        assertThat(SmppReceipt.readable(text)).get().extracting(SmppReceipt::stat, SmppReceipt::err)
                .containsExactly("UNDELIV", "3F");
        assertThat(SmppReceipt.complete(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id:", "My id:12 is on the invoice", "stat:DELIVRD", "id:1 sub:1 dlvrd:1 stat:DELIVRD",
            "please call me about id:99 sub:001 dlvrd:000", "",
            "Acme Plumbing: your appointment is submit date:tomorrow",
            "id:99 sub:001 stat:DELIVRD"})
    void isNothingThatAPersonWrites(String text) {
        assertThat(SmppReceipt.complete(text)).isEmpty();
        assertThat(SmppReceipt.readable(text)).isEmpty();
    }

    @Test
    void isNotLookedForInALongText() {
        assertThat(SmppReceipt.readable("id:1 " + "stat:A err ".repeat(20_000))).isEmpty();
    }
}
