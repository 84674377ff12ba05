package dev.hilo.chat.page;

import java.util.List;
import java.util.Set;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** Which address is the page's, and how long what it is made of may be kept. */
final class Page {

    static final String INDEX = "/index.html";
    static final String MANIFEST = "/manifest.webmanifest";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final List<String> NOT_PAGES = List.of("/api", "/ws", "/media", "/assets", "/q", "/login",
            "/logout");
    /** What decides which release a browser has; a proxy on the way must not hand out an older one. */
    private static final Set<String> OF_THE_RELEASE = Set.of("/sw.js", MANIFEST);
    private static final String YEAR = "public, max-age=31536000, immutable";
    private static final String HOUR = "public, max-age=3600";
    private static final String ASK_EACH_TIME = "no-cache";
    private static final String NEVER = "no-store";

    private Page() {
    }

    /**
     * Whether somebody opened or reloaded an address that only the page itself understands, such as a thread's. A missing
     * picture or script is not one: it stays a 404.
     */
    static boolean isAddressOfThePage(HttpMethod method, String path, @Nullable String accept) {
        if (!READING.contains(method) || accept == null || !accept.contains("text/html")) {
            return false;
        }
        return !path.equals("/") && NOT_PAGES.stream().noneMatch(root -> isBelow(path, root))
                && path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
    }

    /**
     * The names of assets change with their content, so they are kept for ever; the page that names them, and the service
     * worker, which names them too, never are.
     */
    static String cacheControl(String path) {
        if (isBelow(path, "/assets")) {
            return YEAR;
        }
        if (isBelow(path, "/api") || isBelow(path, "/q") || isBelow(path, "/ws")) {
            return NEVER;
        }
        var asked = path.indexOf('.', path.lastIndexOf('/') + 1) < 0 || path.endsWith(".html")
                || OF_THE_RELEASE.contains(path);
        return asked ? ASK_EACH_TIME : HOUR;
    }

    private static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
