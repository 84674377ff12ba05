package dev.hilo.webhook.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import io.restassured.RestAssured;

/** Posts as the carrier does. */
final class Carrier {

    static final String SECRET = "dev-webhook-secret";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("?token=" + SECRET).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return send(request("?token=" + SECRET).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> postTo(String rest, String body) throws IOException, InterruptedException {
        return send(request(rest).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postAs(String contentType, String body) throws IOException, InterruptedException {
        return send(request("?token=" + SECRET).setHeader("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Without a length: in chunks. */
    HttpResponse<String> postInChunks(String body) throws IOException, InterruptedException {
        return send(request("?token=" + SECRET).POST(BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** @param rest what follows {@code /webhooks/bulkvs} */
    static HttpRequest.Builder request(String rest) {
        return HttpRequest
                .newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/webhooks/bulkvs" + rest))
                .header("Content-Type", "application/json");
    }

    /** A text that fills a body to its last byte. */
    static String textOfBytes(int bytes) {
        var head = "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"";
        return head + "x".repeat(bytes - head.length() - 2) + "\"}";
    }
}
