package dev.hilo.chat.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.hilo.platform.access.Caller;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as their verified access token says it: the same for a browser, whose token we keep for it, and for a
 * program that brings its own. The ID token of a browser is not asked for roles or teams.
 *
 * @param expiresAt of the access token
 * @param renewal how a browser's session gets its next token; absent for a bearer token, which ends when it ends
 * @param id the provider's id of the session ({@code sid}), the same in all of a browser's tabs
 */
public record Session(Caller caller, String accessToken, Instant expiresAt, @Nullable Renewal renewal,
        @Nullable String id, String name, @Nullable String email, @Nullable String locale) {

    private static final String IN_CALL = Session.class.getName();
    static final String IN_IDENTITY = IN_CALL;
    private static final String METADATA = "configuration-metadata";

    /** What a refresh needs. */
    record Renewal(String refreshToken, String tokenEndpoint) {

        @Override
        public String toString() {
            return "Renewal[" + tokenEndpoint + "]";
        }
    }

    /** @throws IllegalArgumentException when the identity has no access token in the form of a JWT */
    public static Session of(SecurityIdentity identity) {
        var token = identity.getCredential(AccessTokenCredential.class);
        if (token == null) {
            throw new IllegalArgumentException("no access token");
        }
        return read(token.getToken(), identity.getRoles(), renewalOf(identity, token));
    }

    /** Of the identity that the gate gives a socket. */
    public static Session ofSocket(SecurityIdentity identity) {
        Session session = identity.getAttribute(IN_IDENTITY);
        return Objects.requireNonNull(session, "nobody comes past the gate without one");
    }

    /** The session that the gate found for this call. */
    public static @Nullable Session in(RoutingContext call) {
        return call.get(IN_CALL);
    }

    /** The same session after a refresh: the new token decides about roles and teams from now on. */
    Session renewed(String nextAccessToken, @Nullable String nextRefreshToken, List<String> rolesClaim) {
        var claims = claimsOf(nextAccessToken);
        var before = renewal;
        var next = before == null || nextRefreshToken == null
                ? before
                : new Renewal(nextRefreshToken, before.tokenEndpoint());
        return read(nextAccessToken, rolesAt(claims, rolesClaim), next);
    }

    void putInto(RoutingContext call) {
        call.put(IN_CALL, this);
    }

    /** What stands for the provider's id of the session where others can read it: SHA-256 in hex. */
    public @Nullable String hash() {
        return id == null ? null : hashOf(id);
    }

    /** The provider's id of the session that a verified token belongs to. */
    static String idIn(String token) {
        return Objects.requireNonNull(claimsOf(token).getString("sid"), "the framework wants one");
    }

    static String hashOf(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    private static Session read(String token, Set<String> roles, @Nullable Renewal renewal) {
        var claims = claimsOf(token);
        var user = claims.getString("preferred_username", claims.getString("sub"));
        var expiry = claims.getLong("exp");
        if (user == null || expiry == null) {
            throw new IllegalArgumentException("the access token names nobody or does not end");
        }
        return new Session(Caller.of(user, roles, strings(claims.getValue("groups"))), token,
                Instant.ofEpochSecond(expiry), renewal, claims.getString("sid"), claims.getString("name", user),
                claims.getString("email"), claims.getString("locale"));
    }

    private static @Nullable Renewal renewalOf(SecurityIdentity identity, AccessTokenCredential token) {
        var refresh = token.getRefreshToken();
        OidcConfigurationMetadata metadata = identity.getAttribute(METADATA);
        return refresh == null || refresh.getToken() == null || metadata == null
                ? null
                : new Renewal(refresh.getToken(), metadata.getTokenUri());
    }

    /** Without a look at the signature: whoever calls this has a token that was verified, or came from the provider. */
    private static JsonObject claimsOf(String token) {
        JsonObject claims = OidcCommonUtils.decodeJwtContent(token);
        if (claims == null) {
            throw new IllegalArgumentException("the access token is not a JWT");
        }
        return claims;
    }

    private static Set<String> rolesAt(JsonObject claims, List<String> path) {
        Object value = claims;
        for (var step : path) {
            value = value instanceof JsonObject object ? object.getValue(step) : null;
        }
        return Set.copyOf(strings(value));
    }

    private static List<String> strings(@Nullable Object claim) {
        return claim instanceof JsonArray values
                ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** Without the token, so that it does not reach a log by accident. */
    @Override
    public String toString() {
        return "Session[" + caller.user() + ", until " + expiresAt + "]";
    }
}
