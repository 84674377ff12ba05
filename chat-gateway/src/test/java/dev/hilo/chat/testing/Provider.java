package dev.hilo.chat.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.jwt.build.Jwt;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An OpenID provider of our own, as much of one as a code flow with PKCE, a refresh, a sign-out and bearer tokens need.
 * Everybody who comes to sign in is {@code ana} unless {@code POST /control/next?user=} said otherwise.
 */
final class Provider {

    private static final Map<String, List<String>> ROLES = Map.of("ana", List.of("agent"), "leo", List.of("agent"),
            "marta", List.of("manager"), "root", List.of("admin"), "nobody", List.of());
    private static final Map<String, List<String>> GROUPS = Map.of("ana", List.of("support"), "leo", List.of("sales"),
            "marta", List.of(), "root", List.of(), "nobody", List.of("support"));

    private final KeyPair keys = newKeys();
    private final Map<String, JsonObject> codes = new ConcurrentHashMap<>();
    private final Set<String> endedSessions = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> movedTo = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile String next = "ana";
    private volatile int lifetime = 300;

    Provider(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::handle);
    }

    int start() {
        return server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> json(request, 200, discovery());
            case "/jwks" -> json(request, 200, new JsonObject().put("keys", new JsonArray().add(publicKey())));
            case "/authorize" -> authorize(request);
            case "/token" -> request.setExpectMultipart(true).endHandler(read -> token(request));
            case "/logout" -> {
                endedSessions.add(claims(request.getParam("id_token_hint")).getString("sid"));
                redirect(request, request.getParam("post_logout_redirect_uri"));
            }
            // What tests ask for: the next person to sign in, the life of tokens, a token without any flow.
            case "/control/next" -> {
                next = request.getParam("user");
                lifetime = Integer.parseInt(request.getParam("lifetime", "300"));
                request.response().end();
            }
            case "/control/end" -> {
                endedSessions.add(request.getParam("sid"));
                request.response().end();
            }
            case "/control/move" -> {
                movedTo.put(request.getParam("user"), List.of(request.getParam("team")));
                request.response().end();
            }
            case "/control/back" -> {
                movedTo.clear();
                request.response().end();
            }
            case "/control/logout-token" -> request.response().end(Jwt.claims().issuer(issuer())
                    .audience("hilo-gateway").claim("jti", UUID.randomUUID().toString())
                    .claim("sid", request.getParam("sid"))
                    .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                    .issuedAt(Instant.now()).expiresAt(Instant.now().plusSeconds(60))
                    .jws().keyId("k").sign(keys.getPrivate()));
            case "/control/mint" -> request.response().end(accessToken(request.getParam("user"),
                    Integer.parseInt(request.getParam("lifetime", "300")), request.getParam("audience", "hilo-api"),
                    "bearer-" + UUID.randomUUID()));
            default -> json(request, 404, new JsonObject());
        }
    }

    private JsonObject discovery() {
        return new JsonObject().put("issuer", issuer()).put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token").put("jwks_uri", issuer() + "/jwks")
                .put("end_session_endpoint", issuer() + "/logout");
    }

    private void authorize(HttpServerRequest request) {
        var code = UUID.randomUUID().toString();
        codes.put(code, new JsonObject().put("user", next).put("nonce", request.getParam("nonce"))
                .put("challenge", request.getParam("code_challenge")));
        redirect(request, request.getParam("redirect_uri") + "?code=" + code + "&state=" + request.getParam("state"));
    }

    private void token(HttpServerRequest request) {
        var refresh = request.getFormAttribute("refresh_token");
        if (refresh != null) {
            var before = claims(refresh);
            if (endedSessions.contains(before.getString("sid"))) {
                json(request, 400, new JsonObject().put("error", "invalid_grant"));
            } else {
                json(request, 200, tokens(before.getString("preferred_username"), before.getString("sid"), null));
            }
            return;
        }
        var granted = codes.remove(String.valueOf(request.getFormAttribute("code")));
        if (granted == null || !isVerified(granted.getString("challenge"), request.getFormAttribute("code_verifier"))) {
            json(request, 400, new JsonObject().put("error", "invalid_grant"));
        } else {
            json(request, 200,
                    tokens(granted.getString("user"), UUID.randomUUID().toString(), granted.getString("nonce")));
        }
    }

    private static boolean isVerified(String challenge, String verifier) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).equals(challenge);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonObject tokens(String user, String session, String nonce) {
        var id = Jwt.claims().issuer(issuer()).subject("id-of-" + user).audience("hilo-gateway")
                .preferredUserName(user).claim("sid", session).issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(lifetime));
        if (nonce != null) {
            id.claim("nonce", nonce);
        }
        return new JsonObject().put("access_token", accessToken(user, lifetime, "hilo-api", session))
                .put("id_token", id.jws().keyId("k").sign(keys.getPrivate()))
                .put("refresh_token", accessToken(user, 36000, "refresh", session))
                .put("token_type", "Bearer").put("expires_in", lifetime);
    }

    private String accessToken(String user, int seconds, String audience, String session) {
        return Jwt.claims().issuer(issuer()).subject("id-of-" + user).audience(audience).preferredUserName(user)
                .claim("sid", session).claim("name", user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1))
                .claim("email", user + "@example.com")
                .claim("realm_access", Map.of("roles", ROLES.getOrDefault(user, List.of())))
                .groups(Set.copyOf(movedTo.getOrDefault(user, GROUPS.getOrDefault(user, List.of()))))
                .issuedAt(Instant.now().minusSeconds(1)).expiresAt(Instant.now().plusSeconds(seconds))
                .jws().keyId("k").sign(keys.getPrivate());
    }

    private JsonObject publicKey() {
        var key = (RSAPublicKey) keys.getPublic();
        return new JsonObject().put("kty", "RSA").put("kid", "k").put("use", "sig").put("alg", "RS256")
                .put("n", number(key.getModulus().toByteArray()))
                .put("e", number(key.getPublicExponent().toByteArray()));
    }

    private static String number(byte[] bytes) {
        var unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(body.encode());
    }

    private static void redirect(HttpServerRequest request, String where) {
        request.response().setStatusCode(302).putHeader("Location", where).end();
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
