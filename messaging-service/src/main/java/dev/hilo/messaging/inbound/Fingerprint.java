package dev.hilo.messaging.inbound;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.messaging.InboundMessage;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Recognises an identical text by sender, recipient, wording and media, since the carrier gives no id. */
final class Fingerprint {

    private Fingerprint() {
    }

    static String of(InboundMessage.Received received) {
        return of(received.conversation(), received.text(),
                received.media().stream().map(InboundMessage.Part::url).toList());
    }

    static String of(ConversationKey conversation, String text, List<String> urls) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, conversation.contact().value());
            add(digest, conversation.did().value());
            add(digest, text);
            urls.forEach(url -> add(digest, url));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** With its length, so that no two different texts run together. */
    private static void add(MessageDigest digest, String part) {
        var bytes = part.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
    }
}
