package dev.hilo.chat.testing;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A browser's cookies and its way through redirects. */
public final class SignedIn {

    private final URI home;
    private final Map<String, String> jar = new LinkedHashMap<>();
    private List<String> cookies = List.of();
    private String landedAt = "";

    public SignedIn(URI home) {
        this.home = home;
    }

    /** Opens an address and follows it to its end, keeping cookies on the way. */
    public SignedIn at(String path) {
        var next = home.resolve(path);
        for (var hops = 0; hops < 10; hops++) {
            var answer = (next.getAuthority().equals(home.getAuthority()) ? request() : RestAssured.given())
                    .redirects().follow(false).urlEncodingEnabled(false).header("Accept", "text/html")
                    .get(next.toString());
            keep(answer);
            landedAt = next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery());
            var location = answer.header("Location");
            if (location == null) {
                return this;
            }
            next = next.resolve(location);
        }
        throw new AssertionError("redirects without an end");
    }

    public String landedAt() {
        return landedAt;
    }

    /** The session's cookies as they were set. */
    public List<String> cookies() {
        return cookies;
    }

    public String header() {
        return String.join("; ",
                jar.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).toList());
    }

    /** The provider's id of the session. */
    public String sid() {
        var authorization = get("/api/threads/echo").path("headers.authorization").toString();
        return new io.vertx.core.json.JsonObject(new String(java.util.Base64.getUrlDecoder()
                .decode(authorization.split("\\.", -1)[1]), java.nio.charset.StandardCharsets.UTF_8)).getString("sid");
    }

    public RequestSpecification request() {
        return RestAssured.given().redirects().follow(false).cookies(jar);
    }

    public RequestSpecification with(String header, String value) {
        return request().header(header, value);
    }

    public Response get(String path) {
        var answer = request().get(path);
        keep(answer);
        return answer;
    }

    private void keep(Response answer) {
        if (answer.headers().hasHeaderWithName("Set-Cookie")) {
            var set = answer.headers().getValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("q_session"))
                    .filter(cookie -> !cookie.contains("Max-Age=0")).toList();
            cookies = set.isEmpty() ? cookies : set;
        }
        answer.detailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                jar.remove(cookie.getName());
            } else {
                jar.put(cookie.getName(), cookie.getValue());
            }
        });
    }
}
