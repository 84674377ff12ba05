package dev.hilo.webhook.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Damages posts of every form with a fixed seed and asks for {@link ParseProperties} each time. */
class ParseTotalityTest {

    private static final long SEED = 20_261_122;
    private static final int CASES = 60_000;
    private static final List<String> SEEDS = List.of(
            "{\"RefId\":\"7C19E0A4\",\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"Hello+World%21\",\"DeliveryReceipt\":false}",
            "{\"From\":\"13105550142\",\"To\":[\"13105550143\",\"13105550100\"],\"Message\":\"\",\"MediaURLs\":[\"https://m.example/1.smil\",\"https://m.example/2.jpg?x=1\",\"https://m.example/3.txt\"]}",
            "{\"RefId\":\"7C19E0A4\",\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"id%3A3300145527+sub%3A001+dlvrd%3A001+submit+date%3A2611031415+done+date%3A2611031415+stat%3ADELIVRD+err%3A000+text%3AYour+tab...\",\"DeliveryReceipt\":true}",
            "{\"from\":\"+13105550142\",\"to\":\"+13105550100\",\"body\":\"¡Hola! 😀\",\"messageId\":\"test123\",\"mediaUrl\":\"https://m.example/1.jpg\"}",
            "{\"from\":\"+13105550142\",\"to\":\"+13105550100\",\"messageId\":\"test123\",\"eventType\":\"dlr\",\"status\":\"delivered\"}",
            "{\"data\":{\"event_type\":\"message.received\",\"id\":1,\"payload\":{\"from\":{\"phone_number\":\"+13105550142\"},\"to\":[{\"phone_number\":\"+13105550100\"}],\"text\":\"x\"},\"media\":[{\"url\":\"https://m.example/1\"}]}}");
    private static final List<String> SPLINTERS = List.of("\"", "\\", "\\u0000", "\\ud83d", "\\udc00", "%", "%00",
            "%ED%A0%BD", "+", "[", "]", "{", "}", ",", ":", "null", "true", "-1e99999", "99999999999999999999999999999",
            "\"From\":", "\"To\":[", "\"Message\":", "\"DeliveryReceipt\":\"yes\",", "\"MediaURLs\":{\"url\":[]},",
            "\n", "\0", "😀", "\uFFFF", "٣", "+49", "+4915123456789012345", "12", "stat:", "id:1 ");

    @Test
    void readsAnyBytesAndAnyDamagedPost() {
        var random = new Random(SEED);
        var kinds = new TreeMap<String, Integer>();
        for (var i = 0; i < CASES; i++) {
            var body = i % 5 == 0 ? noise(random) : damaged(random);
            try {
                var parsed = ParseProperties.check(body,
                        i % 7 == 0 ? "application/json;charset=iso-8859-1" : "application/json");
                kinds.merge(parsed.getClass().getSimpleName(), 1, Integer::sum);
            } catch (RuntimeException | AssertionError hole) {
                throw new AssertionError("seed " + SEED + ", case " + i + ": "
                        + new String(body, StandardCharsets.ISO_8859_1), hole);
            }
        }
        assertThat(kinds).as("the damage leaves something of each kind")
                .containsOnlyKeys("Group", "Mms", "Quarantined", "Receipt", "Sms");
    }

    private static byte[] noise(Random random) {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] damaged(Random random) {
        var post = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (var hits = random.nextInt(4); hits > 0 && !post.isEmpty(); hits--) {
            var at = random.nextInt(post.length());
            switch (random.nextInt(4)) {
                case 0 -> post.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                case 1 -> post.delete(at, Math.min(post.length(), at + random.nextInt(12)));
                case 2 -> post.setCharAt(at, (char) random.nextInt(0x10000));
                default -> post.insert(at, post.substring(at, Math.min(post.length(), at + random.nextInt(40))));
            }
        }
        var bytes = post.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
