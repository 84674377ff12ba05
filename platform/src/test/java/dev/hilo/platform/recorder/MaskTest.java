package dev.hilo.platform.recorder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mask mask = new Mask("a key".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"13105550142", "+13105550142", "3105550142", "(310) 555-0142", "310-555-0142",
            "1 310 555 0142", "310.555.0142", "%2B13105550142"})
    void aNumberIsTheSameMarkInEverySpelling(String spelling) {
        var mark = marked("13105550142");

        assertThat(marked(spelling)).isEqualTo(mark);
        assertThat(marked("13105550143")).isNotEqualTo(mark);
        assertThat(marked("the number " + spelling + ", please")).isEqualTo(mark);
    }

    @Test
    void aMarkTellsHowTheNumberWasWritten() {
        assertThat(mask.text("+13105550142", List.of())).matches("<\\+11:[0-9a-f]{8}>");
        assertThat(mask.text("3105550142", List.of())).matches("<10:[0-9a-f]{8}>");
    }

    @Test
    void anotherKeyMakesOtherMarks() {
        assertThat(new Mask(new byte[]{1}).text("13105550142", List.of()))
                .isNotEqualTo(mask.text("13105550142", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5a66dee6-ff7a-40ee-8218-580510740101", "7C19E0A4", "2021-02-16 16:23:35", "C0DEMO1",
            "5000.00",
            "0.0003", "Active", "stat:DELIVRD err:000"})
    void whatIsNoNumberStays(String text) {
        assertThat(mask.text(text, List.of())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"Tn Related":{"Portout Pin":"3591344"}}            | {"Tn Related":{"Portout Pin":"***"}}
            {"Portout Pin":3591344}                             | {"Portout Pin":"***"}
            {"Portout Pin":""}                                  | {"Portout Pin":""}
            {"Username":"someone@example.com"}                  | {"Username":"***"}
            {"Main Contact":{"Email":false}}                    | {"Main Contact":{"Email":false}}
            {"Message":"Hola, how are you?"}                    | {"Message":"<text of 18>"}
            {"Message":""}                                      | {"Message":""}
            {"MediaURLs":["https://h/m/1?sig=2"]}               | {"MediaURLs":["<text of 19>"]}
            {"MediaURLs":null}                                  | {"MediaURLs":null}
            {"Url":"https://h/webhooks/bulkvs?token=abc"}       | {"Url":"https://h/webhooks/bulkvs?***"}
            {"Url":"https://h/webhooks/bulkvs/abc"}             | {"Url":"https://h/webhooks/bulkvs/***"}
            {"Url":"https://me:pw@h/x"}                         | {"Url":"https://***@h/x"}
            {"Results":[{"Status":"SUCCESS"}]}                  | {"Results":[{"Status":"SUCCESS"}]}
            {"deliveryReceipt":"stat:DELIVRD err:000 text:Hola"} | {"deliveryReceipt":"stat:DELIVRD err:000 text:<text>"}
            {"Sms":true,"Tier":0,"Mrc":"0.05"}                  | {"Sms":true,"Tier":0,"Mrc":"0.05"}
            """)
    void membersAreMaskedByWhatTheyCarry(String json, String masked) throws Exception {
        assertThat(mask.json(JSON.readTree(json), List.of())).isEqualTo(JSON.readTree(masked));
    }

    @Test
    void numbersAreFoundAsNumbersAndAsNamesToo() throws Exception {
        var masked = mask.json(JSON.readTree("{\"TN\":13105550142,\"TN Groups\":{\"13105550142\":1}}"), List.of());

        assertThat(masked.toString()).doesNotContain("5550142").contains("<11:");
    }

    @Test
    void whatTheRequestSaidIsNotRepeatedByItsAnswer() throws Exception {
        var request = JSON.readTree("""
                {"Message":"see you at 5 & bring it","MediaURLs":["https://h/secret.jpg"],"Url":"https://h/?token=tok3n"}
                """);
        var words = mask.wordsOf(request);

        var answers = List.of("<html>see you at 5 & bring it is too long</html>",
                "{\"Error\":\"see+you+at+5+%26+bring+it was refused\"}",
                "{\"x\":\"see%20you%20at%205%20%26%20bring%20it\"}",
                "https://h/secret.jpg cannot be fetched", "{\"said\":\"tok3n\"}");

        assertThat(answers).allSatisfy(answer -> assertThat(mask.answer(answer, words, 1_000).toString())
                .doesNotContain("see", "secret", "tok3n").contains("<text>"));
    }

    @Test
    void longAnswersAreCut() {
        JsonNode cut = mask.answer("[" + "\"Active\",".repeat(1_000) + "1]", List.of(), 100);

        assertThat(cut.asText()).hasSizeLessThan(120).contains("… of ");
    }

    @Test
    void queriesKeepWhatIsNotOurs() {
        var masked = mask.query(Map.of("Number", "13105550142", "Limit", "10000", "Start", "1730000000", "Portout Pin",
                "3591344", "Type", "sms"));

        assertThat(masked).containsEntry("Limit", "10000").containsEntry("Start", "1730000000")
                .containsEntry("Portout Pin", "***").containsEntry("Type", "sms");
        assertThat(masked.get("Number")).startsWith("<11:");
    }

    /** The mark without how it was written. */
    private String marked(String text) {
        return mask.text(text, List.of()).replaceAll("(?s).*<\\+?\\d+:([0-9a-f]{8})>.*", "$1");
    }
}
