package dev.hilo.webhook.parse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FirstGlanceTest {

    private static final String COMMON = """
            {"RefId":"7C19E0A4","From":"13105550142","To":["13105550100"],"Message":"Hello+World%21","DeliveryReceipt":false}""";

    @Test
    void findsTheConversationOfACommonText() {
        assertThat(conversation(COMMON)).contains("+13105550100|+13105550142");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"DeliveryReceipt\":false,\"Message\":\"\",\"To\":\"13105550100\",\"From\":\"13105550142\"}",
            " {\r\n\t\"From\" : \"13105550142\" , \"To\" : [ \"13105550100\" ] , \"Message\" : \"{}[]\" , \"DeliveryReceipt\" : false } \n"})
    void mindsNeitherOrderNorSpaceNorOneRecipientWithoutAList(String post) {
        assertThat(conversation(post)).contains("+13105550100|+13105550142");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"may be a receipt\"}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"x\",\"DeliveryReceipt\":true}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"x\",\"DeliveryReceipt\":falsehood}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\",\"13105550143\"],\"Message\":\"x\",\"DeliveryReceipt\":false}",
            "{\"From\":\"13105550142\",\"To\":[],\"Message\":\"x\",\"DeliveryReceipt\":false}",
            "{\"From\":\"72345\",\"To\":[\"13105550100\"],\"Message\":\"a short code\",\"DeliveryReceipt\":false}",
            "{\"From\":\"13105550142\",\"From\":\"13105550143\",\"To\":[\"13105550100\"],\"Message\":\"x\",\"DeliveryReceipt\":false}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"x\",\"DeliveryReceipt\":false,\"New\":1}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"escaped \\u0041\",\"DeliveryReceipt\":false}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"¡Hola!\",\"DeliveryReceipt\":false}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"x\",\"DeliveryReceipt\":false,}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"x\",\"DeliveryReceipt\":false} x",
            "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"x"})
    void leavesEverythingElseToTheParser(String post) {
        assertThat(conversation(post)).isEmpty();
    }

    @Test
    void leavesACommonTextThatBreaksOffToTheParser() {
        for (var length = 0; length < COMMON.length(); length++) {
            assertThat(conversation(COMMON.substring(0, length))).isEmpty();
        }
    }

    private static Optional<String> conversation(String post) {
        return FirstGlance.at(post.getBytes(StandardCharsets.UTF_8)).map(key -> key.wire());
    }
}
