package dev.hilo.simulator.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.media.SampleImages;
import dev.hilo.simulator.number.OwnedNumbers;
import dev.hilo.simulator.webhook.Posts;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The page at {@code /} and what it reads. It writes through the control API. */
public final class PhonePage {

    private static final Map<String, String> FILES = Map.of("index.html", "text/html; charset=utf-8", "phone.css",
            "text/css; charset=utf-8", "phone.js", "text/javascript; charset=utf-8", "words.js",
            "text/javascript; charset=utf-8", "icon.svg", "image/svg+xml");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int SHOWN_POSTS = 30;

    private final Conversations conversations;
    private final OwnedNumbers numbers;
    private final Posts posts;
    private final LiveStream stream;

    public PhonePage(Conversations conversations, OwnedNumbers numbers, Posts posts, LiveStream stream) {
        this.conversations = conversations;
        this.numbers = numbers;
        this.posts = posts;
        this.stream = stream;
    }

    public void mount(Router router) {
        router.get("/").handler(context -> file(context, "index.html"));
        FILES.keySet().forEach(name -> router.get("/" + name).handler(context -> file(context, name)));
        router.get("/phone/overview").handler(this::overview);
        router.get("/phone/conversation").handler(this::conversation);
        router.get("/phone/stream").handler(stream::join);
    }

    private void overview(RoutingContext context) {
        var overview = Json.object();
        var own = overview.putArray("numbers");
        numbers.all().forEach(number -> own.addObject().put("number", number.tn().digits()).put("sms", number.sms())
                .put("mms", number.mms()).put("webhook", number.webhook().orElse("")));
        overview.set("conversations", conversations.recent());
        overview.set("samples", Json.tree(SampleImages.NAMES));
        var recent = overview.putArray("posts");
        posts.recent(SHOWN_POSTS).forEach(post -> recent.add(post.deepCopy().without("body")));
        overview.put("undelivered", posts.undeliveredCount());
        json(context, overview);
    }

    private void conversation(RoutingContext context) {
        var phone = Optional.ofNullable(context.request().getParam("phone")).flatMap(Tn::lenient);
        var number = Optional.ofNullable(context.request().getParam("number")).flatMap(Tn::lenient);
        if (phone.isEmpty() || number.isEmpty()) {
            context.response().setStatusCode(400).end();
            return;
        }
        json(context, conversations.texts(phone.get(), number.get()));
    }

    private static void json(RoutingContext context, JsonNode body) {
        context.response().putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store")
                .end(Json.text(body));
    }

    private static void file(RoutingContext context, String name) {
        context.response().putHeader("Content-Type", Objects.requireNonNull(FILES.get(name)))
                .putHeader("Cache-Control", "no-cache").putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer").putHeader("Content-Security-Policy", POLICY)
                .end(read(name));
    }

    private static Buffer read(String name) {
        try (var in = Objects.requireNonNull(PhonePage.class.getResourceAsStream(name))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
