package dev.hilo.webhook.receive;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.webhook.receive.ReceiveDelivery.Kept;
import dev.hilo.webhook.verify.Admission;
import dev.hilo.webhook.verify.AdmitPost;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/bulkvs?token=…} and {@code POST /webhooks/bulkvs/{token}}, and the question whether a post would be
 * taken, {@code HEAD /webhooks/bulkvs?token=…}. Routes of the HTTP server itself, not
 * a REST resource: the body has a bound of its own, also when it comes in chunks, every answer has its time, and nothing
 * but these classes ever sees the address with the token in it.
 */
@ApplicationScoped
class WebhookRoute {

    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);
    private static final String ADDRESS = "/webhooks/bulkvs";
    /** Before the framework's handlers, which look for a user in every request: who posts here has a token and no name. */
    private static final int FIRST = -100_000;
    /** For those who look into a delivery later. None of them carries a secret, and none is long. */
    private static final List<String> KEPT_HEADERS = List.of("user-agent", "x-forwarded-for", "traceparent",
            "content-encoding");
    private static final int LONGEST_HEADER = 512;
    private static final int DEEPEST_PLACE = 8;

    private final AdmitPost door;
    private final ReceiveDelivery deliveries;
    private final Answers answers;
    private final ReceiveConfig config;
    private final Patience patience;
    private final Vertx vertx;
    private final AtomicLong reading = new AtomicLong();

    WebhookRoute(AdmitPost door, ReceiveDelivery deliveries, Answers answers, ReceiveConfig config,
            Patience patience, Vertx vertx) {
        this.door = door;
        this.deliveries = deliveries;
        this.answers = answers;
        this.config = config;
        this.patience = patience;
        this.vertx = vertx;
    }

    void open(@Observes Router router) {
        router.post(ADDRESS).order(FIRST).handler(post -> receive(post, queryToken(post))).failureHandler(this::failed);
        // Not GET: the carrier's old form brings texts by it, and must not take an answer for a receipt.
        router.route(HttpMethod.HEAD, ADDRESS).handler(this::wouldTake).failureHandler(this::failed);
        router.post(ADDRESS + "/:token").order(FIRST + 1).handler(post -> receive(post, post.pathParam("token")))
                .failureHandler(this::failed);
        router.route("/webhooks/*").handler(this::somethingElse).failureHandler(this::failed);
        router.route().handler(this::elsewhere);
    }

    /** The numbering plan takes a while to load; the first post should not wait for it. */
    void warmUp(@Observes StartupEvent started) {
        var _ = PhoneNumber.parse("17865551234");
    }

    private void receive(RoutingContext post, @Nullable String token) {
        var began = System.nanoTime();
        var request = post.request();
        var socket = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
        switch (door.admit(socket, request.headers().getAll("X-Forwarded-For"), token)) {
            case Admission.SourceRefused _ -> refuse(request, IntakeProblem.SOURCE_REFUSED, "Not on the list");
            case Admission.TokenRefused _ -> refuse(request, IntakeProblem.TOKEN_REFUSED, "Check the webhook's URL");
            case Admission.TooOften(var seconds) -> {
                answers.tooOften(request, seconds);
                BodyReader.drain(request);
            }
            case Admission.Granted(var source, var slot) -> {
                answers.count(slot);
                read(request, source, began);
            }
        }
    }

    /** Asked before the carrier is told a token: 204 when a post with it would be taken. Nothing is kept of it. */
    private void wouldTake(RoutingContext question) {
        var request = question.request();
        var socket = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
        switch (door.ask(socket, request.headers().getAll("X-Forwarded-For"), queryToken(question))) {
            case Admission.Granted _ -> answers.yes(request);
            case Admission.TokenRefused _,Admission.SourceRefused _ -> answers.refuse(request,
                    IntakeProblem.TOKEN_REFUSED, "Check the webhook's URL");
            case Admission.TooOften(var seconds) -> answers.tooOften(request, seconds);
        }
        BodyReader.drain(request);
    }

    private void read(HttpServerRequest request, InetAddress source, long began) {
        if (declaredLength(request) > config.maxBody()) {
            tooLarge(request);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            var _ = request.response().writeContinue();
        }
        var headers = keptHeaders(request);
        var slow = patience.until(config.bodyPatience(), () -> tooSlow(request));
        BodyReader.read(request, config.maxBody(), config.maxReading(), reading, new BodyReader.Outcome() {

            @Override
            public void complete(byte[] body) {
                slow.ends();
                keep(request, source, headers, body, began);
            }

            @Override
            public void tooLarge() {
                slow.ends();
                WebhookRoute.this.tooLarge(request);
            }

            @Override
            public void tooMany() {
                slow.ends();
                refuse(request, IntakeProblem.UNAVAILABLE, "Too much is being received at once");
            }

            @Override
            public void gone() {
                slow.ends();
            }
        });
    }

    private void keep(HttpServerRequest request, InetAddress source, Map<String, String> headers, byte[] body,
            long began) {
        var context = vertx.getOrCreateContext();
        var deadline = patience.until(config.answerWithin(),
                () -> answers.refuse(request, IntakeProblem.UNAVAILABLE, "The journal did not answer in time"));
        kept(request, source, headers, body).whenComplete((kept, failure) -> context.runOnContext(_ -> {
            deadline.ends();
            answer(request, kept, failure, began);
        }));
    }

    private CompletionStage<Kept> kept(HttpServerRequest request, InetAddress source, Map<String, String> headers,
            byte[] body) {
        var contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (isEncoded(request)) {
            return deliveries.keepAside(source, contentType, headers, body, "the body is compressed");
        }
        return isJson(contentType)
                ? deliveries.receive(source, contentType, headers, body)
                : deliveries.keepAside(source, contentType, headers, body, "its type is not JSON");
    }

    private void answer(HttpServerRequest request, Kept kept, @Nullable Throwable failure, long began) {
        if (failure != null) {
            answers.refuse(request, IntakeProblem.UNAVAILABLE, "The journal cannot take it");
            return;
        }
        switch (kept) {
            case JOURNALLED -> answers.ok(request, began);
            case NOT_JSON -> answers.refuse(request, IntakeProblem.NOT_JSON, "It was kept for a person to look at");
            case OTHER_TYPE -> answers.refuse(request, IntakeProblem.NOT_JSON_TYPE,
                    "Send application/json; it was kept for a person to look at");
        }
    }

    private void tooLarge(HttpServerRequest request) {
        refuse(request, IntakeProblem.TOO_LARGE, "A body has at most " + config.maxBody() + " bytes");
    }

    private void tooSlow(HttpServerRequest request) {
        request.response().endHandler(_ -> request.connection().close());
        answers.refuse(request, IntakeProblem.TOO_SLOW, "Send the body at once");
    }

    /** Answers without the body, which is then read past so that the sender gets to the answer. */
    private void refuse(HttpServerRequest request, IntakeProblem problem, String detail) {
        answers.refuse(request, problem, detail);
        BodyReader.drain(request);
    }

    private void somethingElse(RoutingContext call) {
        var known = call.normalizedPath().startsWith(ADDRESS);
        refuse(call.request(), known ? IntakeProblem.ONLY_POST : IntakeProblem.NO_SUCH_ADDRESS,
                known ? "Use POST" : "See the address of the webhook");
    }

    /** An address with a typo may hold a token as well: the answers of others would repeat it. */
    private void elsewhere(RoutingContext call) {
        var path = call.normalizedPath();
        if (path.startsWith("/q/") || path.startsWith("/api/")) {
            call.next();
        } else {
            refuse(call.request(), IntakeProblem.NO_SUCH_ADDRESS, "See the address of the webhook");
        }
    }

    private void failed(RoutingContext call) {
        var failure = call.failure();
        if (failure != null) {
            LOG.errorf("a post could not be handled: %s", placeOf(failure));
        }
        refuse(call.request(), call.statusCode() == 400 ? IntakeProblem.TOKEN_REFUSED : IntakeProblem.UNEXPECTED,
                "It was not kept");
    }

    /** The failure without its own words, which may repeat the address, and with it the token. */
    static String placeOf(Throwable failure) {
        return failure.getClass().getName() + Arrays.stream(failure.getStackTrace()).limit(DEEPEST_PLACE)
                .map(at -> " at " + at).collect(Collectors.joining());
    }

    private static @Nullable String queryToken(RoutingContext post) {
        var tokens = post.queryParam("token");
        return tokens.isEmpty() ? null : tokens.getFirst();
    }

    private static Map<String, String> keptHeaders(HttpServerRequest request) {
        Map<String, String> kept = new HashMap<>();
        for (var name : KEPT_HEADERS) {
            Optional.ofNullable(request.getHeader(name)).ifPresent(value -> kept.put(name,
                    value.substring(0, Math.min(value.length(), LONGEST_HEADER))));
        }
        return Map.copyOf(kept);
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        var parameters = contentType.indexOf(';');
        var type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.equals("text/json")
                || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static boolean isEncoded(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    private static long declaredLength(HttpServerRequest request) {
        var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared == null ? 0 : Long.parseLong(declared);
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }
}
