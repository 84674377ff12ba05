package dev.hilo.webhook.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage.Part;
import dev.hilo.contracts.messaging.InboundMessage.Received;
import dev.hilo.platform.identity.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.hilo.webhook.parse.Deliveries.ALSO_OURS;
import static dev.hilo.webhook.parse.Deliveries.AT;
import static dev.hilo.webhook.parse.Deliveries.FRIEND;
import static dev.hilo.webhook.parse.Deliveries.HANDSET;
import static dev.hilo.webhook.parse.Deliveries.ID;
import static dev.hilo.webhook.parse.Deliveries.OURS;
import static org.assertj.core.api.Assertions.assertThat;

class ParseDeliveryTest {

    private static final String RECEIPT = "id%3A3300145527+sub%3A001+dlvrd%3A001+submit+date%3A2611031415+"
            + "done+date%3A2611031415+stat%3ADELIVRD+err%3A000+text%3AYour+tab...";

    private final ParseDelivery parse = Deliveries.parser();

    @Test
    void readsAText() {
        var text = onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":"can you come Tuesday?"}""");

        assertThat(text).isEqualTo(new Received(Ids.derived(ID, "text +13105550100"), AT, ID, OURS, HANDSET, List.of(),
                "can you come Tuesday?", List.of(), null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"From":"13105550142","To":["13105550100"],"Message":"Hello+World%21"}                                     | Hello World!
            {"RefId":"7C19E0A4","From":"13105550142","To":["13105550100"],"Message":"Hi","DeliveryReceipt":false}      | Hi
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","MediaURLs":null}                                | Hi
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","MediaURLs":[]}                                  | Hi
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","MediaURLs":""}                                  | Hi
            {"From":"13105550142","To":"13105550100","Message":"Hi"}                                                   | Hi
            {"To":["3105550100"],"From":"3105550142","Message":"Hi"}                                                   | Hi
            {"From":"+13105550142","To":["+1 (310) 555-0100"],"Message":"Hi","DeliveryReceipt":null}                   | Hi
            {"From":13105550142,"To":[13105550100],"Message":"Hi","DeliveryReceipt":"false"}                           | Hi
            {"from":"13105550142","to":["13105550100"],"message":"Hi+you"}                                             | Hi you
            {"From":"13105550142","To":["13105550100"],"Message":12}                                                   | 12
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","Message":"last one"}                            | last one
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","Weight":1e999999,"Extra":{"a":[1]}}              | Hi
            {"from":"+13105550142","to":"+13105550100","body":"Hola!","messageId":"test123"}                           | Hola!
            {"from":"+13105550142","to":["+13105550100"],"body":"1+1=2 %41","eventType":"message"}                     | 1+1=2 %41
            """)
    void readsEveryFormOfAText(String body, String words) {
        var text = onlyText(body);

        assertThat(text.text()).isEqualTo(words);
        assertThat(text.did()).isEqualTo(OURS);
        assertThat(text.contact()).isEqualTo(HANDSET);
        assertThat(text.participants()).isEmpty();
    }

    @Test
    void keepsTheCarriersReference() {
        assertThat(onlyText("""
                {"RefId":" 7C19E0A4 ","From":"13105550142","To":["13105550100"],"Message":"Hi"}""").refId())
                .isEqualTo("7C19E0A4");
        assertThat(onlyText("""
                {"from":"+13105550142","to":"+13105550100","body":"Hola!","messageId":"test123"}""").refId())
                .isEqualTo("test123");
        assertThat(onlyText("""
                {"RefId":"","From":"13105550142","To":["13105550100"],"Message":"Hi"}""").refId()).isNull();
    }

    @Test
    void readsAnEmptyTextAsAText() {
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":""}""").text()).isEmpty();
    }

    @Test
    void sortsThePartsOfAnMms() {
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":"","MediaURLs":["https://s3.example/file1.smil",
                "https://s3.example/file2.JPG?X-Sig=a.txt","https://s3.example/file3.txt","https://s3.example/x/video",
                null, "", "https://s3.example/smil", "https://s3.example/a.Smil#x", "https://s3.example/file3.TXT?x=/y"]}
                """).media()).containsExactly(
                new Part("https://s3.example/file2.JPG?X-Sig=a.txt", false),
                new Part("https://s3.example/file3.txt", true),
                new Part("https://s3.example/x/video", false),
                new Part("https://s3.example/smil", false),
                new Part("https://s3.example/file3.TXT?x=/y", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"\",\"MediaURLs\":\"https://m.example/1.jpg\"}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"\",\"MediaUrl\":\"https://m.example/1.jpg\"}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"MediaURLs\":[\"https://m.example/1.jpg\"]}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"MediaUrl\":[\"https://m.example/1.jpg\"]}",
            "{\"from\":\"13105550142\",\"to\":\"13105550100\",\"mediaUrl\":\"https://m.example/1.jpg\"}",
            "{\"from\":\"13105550142\",\"to\":\"13105550100\",\"body\":\"\",\"mediaUrls\":[\"https://m.example/1.jpg\"]}"})
    void readsEveryFormOfAMedium(String body) {
        assertThat(onlyText(body).media()).containsExactly(new Part("https://m.example/1.jpg", false));
    }

    @Test
    void findsOurNumberAnywhereInAGroup() {
        var text = onlyText("""
                {"From":"13105550142","To":["13105550143","13105550100"],"Message":"hi all","MediaURLs":[]}""");

        assertThat(text.did()).isEqualTo(OURS);
        assertThat(text.contact()).isEqualTo(HANDSET);
        assertThat(text.participants()).containsExactly(HANDSET, FRIEND, OURS);
    }

    @Test
    void readsOneTextForEachOfOurNumbersInAGroup() {
        var texts = texts("""
                {"From":"13105550142","To":["13105550199","13105550143","13105550100"],"Message":"hi all"}""");

        assertThat(texts).extracting(Received::did).containsExactly(ALSO_OURS, OURS);
        assertThat(texts).extracting(Received::id).doesNotHaveDuplicates();
    }

    @Test
    void takesTheFirstRecipientWhenNoneIsKnownAsOurs() {
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550177","13105550143"],"Message":"hi"}""").did())
                .isEqualTo(PhoneNumber.of("13105550177"));
    }

    @Test
    void doesNotTakeTheSenderForARecipient() {
        var text = onlyText("""
                {"From":"13105550142","To":["13105550142","13105550100","13105550100"],"Message":"hi"}""");

        assertThat(text.did()).isEqualTo(OURS);
        assertThat(text.participants()).isEmpty();
    }

    @Test
    void passesOverARecipientThatIsNoNumber() {
        assertThat(onlyText("""
                {"From":"13105550142","To":["nobody@example.com","13105550100"],"Message":"hi"}""").did())
                .isEqualTo(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "\"TRUE\"", "1"})
    void readsAMarkedReceipt(String mark) {
        var receipt = receipt("""
                {"RefId":"7C19E0A4","From":"13105550142","To":["13105550100"],"Message":"%s","DeliveryReceipt":%s}"""
                .formatted(RECEIPT, mark));

        assertThat(receipt).isEqualTo(new DeliveryReceipt(Ids.derived(ID, "receipt +13105550100"), AT, ID, OURS,
                HANDSET, "7C19E0A4", "DELIVRD", "000", "Your tab...", true,
                "id:3300145527 sub:001 dlvrd:001 submit date:2611031415 done date:2611031415 stat:DELIVRD err:000 "
                        + "text:Your tab..."));
    }

    @Test
    void readsAReceiptThatWasNotEncoded() {
        assertThat(receipt("""
                {"From":"13105550142","To":"13105550100","MediaURLs":null,"DeliveryReceipt":"true","Message":
                "id:2140894173 sub:001 dlvrd:000 submit date:2202011208 done date:2202011208 stat:UNDELIV err:047 text:"}
                """)).extracting(DeliveryReceipt::stat, DeliveryReceipt::err, DeliveryReceipt::textPrefix,
                DeliveryReceipt::refId).containsExactly("UNDELIV", "047", null, null);
    }

    @Test
    void readsAReceiptWithoutAMarkFromItsCompleteForm() {
        var receipt = receipt("""
                {"From":"13105550142","To":["13105550100"],"Message":"%s"}""".formatted(RECEIPT));

        assertThat(receipt.flagged()).isFalse();
        assertThat(receipt.stat()).isEqualTo("DELIVRD");
    }

    @Test
    void takesTheCarriersWordThatItIsNoReceipt() {
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":"%s","DeliveryReceipt":false}"""
                .formatted(RECEIPT)).text()).startsWith("id:3300145527 sub:001");
    }

    @Test
    void readsAReceiptThatWasWrittenTheOtherWayRound() {
        var receipt = receipt("""
                {"From":"13105550100","To":["13105550142"],"Message":"%s","DeliveryReceipt":true}"""
                .formatted(RECEIPT));

        assertThat(receipt.did()).isEqualTo(OURS);
        assertThat(receipt.contact()).isEqualTo(HANDSET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id:", "My id:12 is on the invoice", "stat:DELIVRD", "id:1 sub:1 dlvrd:1 stat:DELIVRD",
            "please call me about id:99 sub:001 dlvrd:000", "",
            "Acme Plumbing: your appointment is submit date:tomorrow"})
    void leavesAPersonsWordsAlone(String words) {
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":"%s"}""".formatted(words)).text())
                .isEqualTo(words);
        assertThat(parsed("""
                {"From":"13105550142","To":["13105550100"],"Message":"%s","DeliveryReceipt":true}""".formatted(words)))
                .isInstanceOf(Parsed.Quarantined.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            delivered,    DELIVRD
            DELIVERED,    DELIVRD
            failed,       UNDELIV
            undelivered,  UNDELIV
            rejected,     REJECTD
            expired,      EXPIRED
            sent,         ACCEPTD
            wobbling,     WOBBLING
            """)
    void readsASimpleReceipt(String status, String stat) {
        var receipt = receipt("""
                {"from":"+13105550142","to":"+13105550100","messageId":"7C19E0A4","eventType":"dlr","status":"%s",
                "errorCode":30008}""".formatted(status));

        assertThat(receipt.stat()).isEqualTo(stat);
        assertThat(receipt.refId()).isEqualTo("7C19E0A4");
        assertThat(receipt.err()).isEqualTo("30008");
        assertThat(receipt.flagged()).isTrue();
        assertThat(receipt.text()).isEqualTo(status);
        assertThat(receipt.did()).isEqualTo(OURS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"From":"13105550142","To":["13105550100"],"Message":"Hi"}]                 | an array
            []                                                                          | an array
            "text"                                                                      | no object
            null                                                                        | no object
            {}                                                                          | no form
            {"event":"ping"}                                                            | no form
            {"From":"13105550142","To":["13105550100"]}                                 | neither text nor media
            {"From":"13105550142","To":["13105550100"],"Message":{"a":1}}               | no text
            {"From":"BANK","To":["13105550100"],"Message":"Hi"}                         | no phone number
            {"From":"","To":["13105550100"],"Message":"Hi"}                             | no phone number
            {"From":"13105550142","To":[],"Message":"Hi"}                               | no phone number
            {"From":"13105550142","Message":"Hi"}                                       | no phone number
            {"from":"13105550142","to":"13105550100","eventType":"typing"}              | eventType
            {"from":"13105550142","to":"13105550100","eventType":"dlr"}                 | without a status
            {"messageId":"7C19E0A4","eventType":"dlr","status":"delivered"}             | no phone number
            {"from":"13105550142","to":"13105550100","messageId":"x"}                   | neither text nor media
            {"data":{"event_type":"message.received","payload":{}}}                     | neither text nor media
            {"data":{"event_type":"message.received","payload":{"text":"Hi"}}}          | no phone number
            {"data":{"event_type":"message.received","payload":{"text":{}}}}            | no text
            {"data":{"event_type":"message.finalized","payload":{"text":"Hi"}}}         | an event of 3CX
            {"From":"13105550142"                                                       | not JSON
            {"From":"13105550142"} trailing                                             | not JSON
            From=13105550142&To=13105550100                                             | not JSON
            <html></html>                                                               | not JSON
            """)
    void quarantinesWhatItDoesNotUnderstand(String body, String reason) {
        assertThat(parsed(body)).isInstanceOfSatisfying(Parsed.Quarantined.class,
                quarantined -> assertThat(quarantined.reason()).contains(reason));
    }

    @Test
    void quarantinesAnEmptyBody() {
        assertThat(parsed("")).isEqualTo(new Parsed.Quarantined("the body is empty", List.of()));
        assertThat(parsed("  \n")).isEqualTo(new Parsed.Quarantined("the body is empty", List.of()));
    }

    @Test
    void quarantinesWhatIsBuiltToHurt() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        var long_ = "{\"From\":" + "9".repeat(200_000) + "}";
        var crowd = "{\"From\":\"13105550142\",\"Message\":\"x\",\"To\":[" + "\"13105550100\",".repeat(10_000) + "1]}";

        assertThat(parsed(deep)).isInstanceOf(Parsed.Quarantined.class);
        assertThat(parsed(long_)).isInstanceOf(Parsed.Quarantined.class);
        assertThat(parsed(crowd)).isInstanceOf(Parsed.Quarantined.class);
        assertThat(CarrierBody.read(bytes(deep), null)).isInstanceOf(CarrierBody.BeyondLimits.class);
        assertThat(CarrierBody.read(bytes(long_), null)).isInstanceOf(CarrierBody.BeyondLimits.class);
    }

    @Test
    void replacesWhatNoStoreHolds() {
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":"a\\ud83d b\\u0000"}""").text())
                .isEqualTo("a\uFFFD b\uFFFD");
        assertThat(onlyText("""
                {"From":"13105550142","To":["13105550100"],"Message":"a%00b"}""").text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void readsOtherCharacterSets() {
        var body = "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"¡Café!\"}";

        assertThat(onlyText(body.getBytes(StandardCharsets.ISO_8859_1), "application/json; charset=iso-8859-1"))
                .isEqualTo("¡Café!");
        assertThat(onlyText(body.getBytes(StandardCharsets.UTF_8), "application/json; charset=iso-8859-1"))
                .isEqualTo("¡Café!");
        assertThat(onlyText(body.getBytes(StandardCharsets.ISO_8859_1), "application/json"))
                .isEqualTo("\uFFFDCaf\uFFFD!");
        assertThat(onlyText(body.getBytes(StandardCharsets.UTF_16), "application/json")).isEqualTo("¡Café!");
        assertThat(onlyText(body.getBytes(StandardCharsets.UTF_16LE), "application/json")).isEqualTo("¡Café!");
        assertThat(onlyText(("\uFEFF" + body).getBytes(StandardCharsets.UTF_8), null)).isEqualTo("¡Café!");
    }

    @Test
    void readsTheFormOf3CxUnlessItIsSwitchedOff() {
        var delivery = Deliveries.of("""
                {"data":{"event_type":"message.received","id":"x-1","type":"MMS","payload":
                {"from":{"phone_number":"+13105550142"},"to":[{"phone_number":"+13105550100"}],"text":"1+1 %41"},
                "media":[{"url":"https://m.example/1.jpg"}]}}""");

        assertThat(new ParseDelivery(() -> false).parse(delivery, Deliveries::own))
                .isInstanceOf(Parsed.Quarantined.class);
        assertThat(parse.parse(delivery, Deliveries::own)).isEqualTo(new Parsed.Mms(
                new Received(Ids.derived(ID, "text +13105550100"), AT, ID, OURS, HANDSET, List.of(), "1+1 %41",
                        List.of(new Part("https://m.example/1.jpg", false)), "x-1"),
                List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"From":"13105550142","To":["13105550100"],"Message":"Hi"}                                           | Sms
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","MediaURLs":["https://m.example/1.jpg"]}   | Mms
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","MediaURLs":["https://m.example/1.smil"]}  | Sms
            {"From":"13105550142","To":["13105550143","13105550100"],"Message":"Hi"}                             | Group
            {"From":"13105550142","To":["13105550142","13105550100"],"Message":"Hi"}                             | Sms
            {"from":"13105550142","to":"13105550100","eventType":"dlr","status":"sent"}                          | Receipt
            {"hello":1}                                                                                         | Quarantined
            """)
    void saysWhichOfFiveKindsItIs(String body, String kind) {
        assertThat(parsed(body).getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"From":"13105550142","To":["13105550100"],"Message":"Hi"}                                  | none
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","Carrier":"x","Segments":2}       | Carrier,Segments
            {"From":"13105550142","from":"13105550143","To":["13105550100"],"Message":"Hi"}             | from
            {"From":"13105550142","To":["13105550100","a@b.example"],"Message":"Hi"}                    | To[]
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","body":"Hello"}                   | body
            {"From":"13105550142","To":["13105550100"],"Message":"Hi","RefId":{"a":1}}                  | RefId
            {"from":"13105550142","to":"13105550100","body":"Hi","status":"x"}                          | status
            {"From":"13105550142","To":["13105550100"],"Message":{},"Extra":1}                          | Extra
            {"event":"ping"}                                                                            | event
            {"data":{"event_type":"message.received","at":1,"payload":{"text":"x","carrier":1}},"v":2}  | v,data.at,data.payload.carrier
            ["From"]                                                                                    | none
            """)
    void namesWhatItDoesNotKnow(String body, String names) {
        assertThat(parsed(body).unknownMembers()).isEqualTo(names == null ? List.of() : List.of(names.split(",")));
    }

    @Test
    void namesThemFitForALog() {
        assertThat(parsed("{\"a\\u0000\\r\\nb\\u202e\\ud83d\":1}").unknownMembers())
                .containsExactly("a\uFFFD\uFFFD\uFFFDb\uFFFD\uFFFD");
    }

    @Test
    void boundsTheNamesOfWhatItDoesNotKnow() {
        var many = new StringBuilder("{");
        for (var i = 0; i < 500; i++) {
            many.append("\"").append("x".repeat(300)).append(i).append("\":1,");
        }
        var names = parsed(many + "\"From\":\"13105550142\",\"To\":\"a@b.example,\",\"Message\":\"x\"}")
                .unknownMembers();

        assertThat(names).hasSize(Members.MOST_NAMES).endsWith("To[]")
                .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(Members.LONGEST_NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"13105550142", "12025550199", "19995550000", "10005550142", "11115550142", "3105550142",
            "131055501422", "1310555014", "+13105550142", "72345"})
    void readsANumberAsTheNumberingPlanDoes(String written) {
        assertThat(Addresses.number(written)).isEqualTo(PhoneNumber.parse(written)
                .or(() -> PhoneNumber.parse("+" + written)));
    }

    @Test
    void leavesAReferenceThatNoIndexCanHold() {
        var text = onlyText("""
                {"RefId":"%s","From":"13105550142","To":["13105550100"],"Message":"Hi"}""".formatted("x".repeat(257)));

        assertThat(text.refId()).isNull();
        assertThat(text.text()).isEqualTo("Hi");
    }

    @Test
    void quarantinesAnAddressThatIsNone() {
        assertThat(parsed("""
                {"From":"13105550142","To":["13105550100"],"Message":"","MediaURLs":"https://m.example/%s"}"""
                .formatted("x".repeat(9_000)))).isInstanceOf(Parsed.Quarantined.class);
    }

    @Test
    void putsATextFromANumberOfOursToTheConversationThatTheJournalNames() {
        var body = """
                {"From":"13105550100","To":["13105550142"],"Message":"Hi"}""";

        assertThat(onlyText(body).conversation().wire()).isEqualTo(conversation(body))
                .isEqualTo("+13105550142|+13105550100");
    }

    @Test
    void namesTheConversationForTheJournal() {
        assertThat(conversation("""
                {"From":"13105550142","To":["13105550143","13105550100"],"Message":"x"}"""))
                .isEqualTo("+13105550100|+13105550142");
        assertThat(conversation("""
                {"From":"13105550100","To":["13105550142"],"Message":"%s","DeliveryReceipt":true}"""
                .formatted(RECEIPT)))
                .isEqualTo("+13105550100|+13105550142");
        assertThat(conversation("{\"hello\":1}")).isEmpty();
    }

    private String conversation(String body) {
        var json = (CarrierBody.Json) CarrierBody.read(bytes(body), "application/json");
        return parse.conversation(json, Deliveries::own).map(key -> key.wire()).orElse("");
    }

    private Parsed parsed(String body) {
        return parse.parse(Deliveries.of(body), Deliveries::own);
    }

    private List<Received> texts(String body) {
        return ((Parsed.Texts) parsed(body)).messages();
    }

    private Received onlyText(String body) {
        var texts = texts(body);
        assertThat(texts).hasSize(1);
        return texts.getFirst();
    }

    private String onlyText(byte[] body, String contentType) {
        return ((Parsed.Texts) parse.parse(Deliveries.of(body, contentType), Deliveries::own)).messages().getFirst()
                .text();
    }

    private DeliveryReceipt receipt(String body) {
        return ((Parsed.Receipt) parsed(body)).receipt();
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
