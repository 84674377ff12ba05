package dev.hilo.messaging.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A browser's side of web push, by RFC 8291 and RFC 8188 and nothing of the library that the service uses: it makes its keys,
 * and decrypts what is sent to it.
 */
final class FakeBrowser {

    private static final ECParameterSpec P256 = p256();

    private final String endpoint;
    private final KeyPair keys;
    private final byte[] auth = new byte[16];

    FakeBrowser(String endpoint) {
        this.endpoint = endpoint;
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String endpoint() {
        return endpoint;
    }

    /** What it tells the page, which tells us. */
    Map<String, Object> subscription(String language) {
        return Map.of("endpoint", endpoint, "keys", Map.of("p256dh", base64(uncompressed()), "auth", base64(auth)),
                "language", language);
    }

    /** @throws GeneralSecurityException when it was not encrypted to this browser */
    String decrypt(byte[] body) throws GeneralSecurityException {
        var in = ByteBuffer.wrap(body);
        var salt = bytes(in, 16);
        var recordSize = in.getInt();
        var senderPoint = bytes(in, in.get() & 0xFF);
        var encrypted = bytes(in, in.remaining());
        if (encrypted.length > recordSize || body.length > 4096) {
            throw new GeneralSecurityException("more than one record");
        }
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(pointOf(senderPoint), true);

        var keyInfo = join("WebPush: info\0".getBytes(UTF_8), uncompressed(), senderPoint, new byte[]{1});
        var secret = hmac(hmac(auth, agreement.generateSecret()), keyInfo);
        var pseudoRandom = hmac(salt, secret);
        var key = Arrays.copyOf(hmac(pseudoRandom, "Content-Encoding: aes128gcm\0\1".getBytes(UTF_8)), 16);
        var nonce = Arrays.copyOf(hmac(pseudoRandom, "Content-Encoding: nonce\0\1".getBytes(UTF_8)), 12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        var padded = cipher.doFinal(encrypted);
        var end = padded.length - 1;
        while (end > 0 && padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new GeneralSecurityException("not the last record");
        }
        return new String(padded, 0, end, UTF_8);
    }

    private byte[] uncompressed() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return join(new byte[]{4}, fixed(point.getAffineX()), fixed(point.getAffineY()));
    }

    /** @param uncompressed a point of P-256 */
    static ECPublicKey pointOf(byte[] uncompressed) throws GeneralSecurityException {
        var x = new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), P256));
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var out = new byte[32];
        var length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
        return out;
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        var out = new byte[count];
        in.get(out);
        return out;
    }

    private static byte[] join(byte[]... parts) {
        var out = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            out.put(part);
        }
        return out.array();
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ECParameterSpec p256() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
