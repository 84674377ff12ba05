package dev.hilo.acceptance;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A browser vendor's push service with one browser behind it: takes what Hilo posts there and decrypts it with the browser's
 * keys (RFC 8291), as that browser would before it wakes its service worker.
 */
final class PushService implements AutoCloseable {

    private final HttpServer server;
    private final KeyPair keys;
    private final byte[] auth = new byte[16];
    private final List<String> notices = new CopyOnWriteArrayList<>();

    PushService() throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/push", call -> {
            try (call) {
                notices.add(decrypt(call.getRequestBody().readAllBytes()));
                call.sendResponseHeaders(201, -1);
            } catch (GeneralSecurityException notForThisBrowser) {
                call.sendResponseHeaders(400, -1);
            }
        });
        server.start();
    }

    /** For {@code PUSH_ALLOWED_HOSTS}. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the browser's page tells Hilo. */
    Map<String, Object> subscription(String language) {
        return Map.of("endpoint", "http://" + host() + "/push", "language", language, "keys",
                Map.of("p256dh", base64(uncompressed()), "auth", base64(auth)));
    }

    /** What came, in order, as the service worker gets it. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String decrypt(byte[] body) throws GeneralSecurityException {
        var in = ByteBuffer.wrap(body);
        var salt = bytes(in, 16);
        var _ = in.getInt();
        var sender = bytes(in, in.get() & 0xFF);
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(pointOf(sender), true);
        var secret = hmac(hmac(auth, agreement.generateSecret()),
                join("WebPush: info\0".getBytes(UTF_8), uncompressed(), sender, new byte[]{1}));
        var pseudoRandom = hmac(salt, secret);
        var key = Arrays.copyOf(hmac(pseudoRandom, "Content-Encoding: aes128gcm\0\1".getBytes(UTF_8)), 16);
        var nonce = Arrays.copyOf(hmac(pseudoRandom, "Content-Encoding: nonce\0\1".getBytes(UTF_8)), 12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        var padded = cipher.doFinal(bytes(in, in.remaining()));
        // The last byte that is not zero says that this is the last record.
        var end = padded.length - 1;
        while (end > 0 && padded[end] == 0) {
            end--;
        }
        return new String(padded, 0, end, UTF_8);
    }

    private static ECPublicKey pointOf(byte[] uncompressed) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(uncompressed, 33, 65)));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(
                new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private byte[] uncompressed() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return join(new byte[]{4}, fixed(point.getAffineX()), fixed(point.getAffineY()));
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var length = Math.min(32, bytes.length);
        var out = new byte[32];
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
        Arrays.stream(parts).forEach(out::put);
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
}
