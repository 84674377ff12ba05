package dev.hilo.simulator.media;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Fetches the links of outbound messages, as the carrier does: at once, without credentials. */
public final class MediaFetcher {

    private static final int TIMEOUT = 10_000;
    private static final long LARGEST = 8L * 1024 * 1024;

    private final HttpClient client;
    private final MediaShelf shelf;

    public MediaFetcher(Vertx vertx, MediaShelf shelf) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(16));
        this.shelf = shelf;
    }

    /** Never fails: what could not be fetched is told by its status. */
    public Future<List<Fetched>> fetch(List<String> urls) {
        if (urls.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var folder = shelf.newFolder();
        return Future.all(urls.stream().map(url -> fetch(folder, url)).toList()).map(all -> all.list());
    }

    private Future<Fetched> fetch(String folder, String url) {
        return Future.succeededFuture(url)
                .map(text -> new RequestOptions().setAbsoluteURI(text).setMethod(HttpMethod.GET)
                        .setFollowRedirects(true)
                        .setConnectTimeout(TIMEOUT).setIdleTimeout(TIMEOUT))
                .compose(client::request)
                .compose(request -> request.send())
                .compose(response -> read(folder, url, response))
                .timeout(TIMEOUT, TimeUnit.MILLISECONDS)
                .otherwise(failure -> new Fetched(url, 0, 0, "", null));
    }

    private Future<Fetched> read(String folder, String url, HttpClientResponse response) {
        var length = response.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > LARGEST) {
            response.request().reset();
            return Future.succeededFuture(new Fetched(url, 413, 0, "", null));
        }
        return response.body().map(body -> keep(folder, url, response, body));
    }

    private Fetched keep(String folder, String url, HttpClientResponse response, Buffer body) {
        var given = response.getHeader("Content-Type");
        var type = given == null ? "" : given;
        var fetched = new Fetched(url, response.statusCode(), body.length(), type, null);
        if (!fetched.usable()) {
            return fetched;
        }
        var name = Integer.toHexString(url.hashCode()) + (type.startsWith("image/png") ? ".png" : ".jpg");
        return new Fetched(url, fetched.status(), fetched.bytes(), type, shelf.put(folder, name, type, body));
    }
}
