package dev.hilo.chat.forward;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.problem.ProblemAnswer;
import dev.hilo.chat.session.Session;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemKind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What changes on a call as it passes: the caller's token instead of the cookie, no header by which a caller could make
 * the service believe something, no address of the inside in the answer. A service's answer, its problems included, goes
 * back as it is. When there is none, the caller hears whether the call can have had an effect: 503 with
 * {@code Retry-After} if it cannot, 504 if it may.
 */
final class PassedOn implements ProxyInterceptor {

    static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Logger LOG = Logger.getLogger(PassedOn.class);
    private static final List<String> KEPT_BACK = List.of("cookie", "authorization", "expect", "accept-encoding",
            "origin",
            "referer", "x-requested-with", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
            "x-forwarded-port", "x-forwarded-prefix", "x-real-ip");
    private static final List<String> NOT_RETURNED = List.of("set-cookie", "server", "strict-transport-security");
    private static final Pattern INSIDE = Pattern.compile("https?://[^/>\\s]+(?=/)");
    /** Below this, compressing costs more than it saves. */
    private static final int WORTH_COMPRESSING = 1024;

    private final @Nullable Session session;
    private final long maxBody;
    private @Nullable BoundedBody body;

    /** @param session absent for signed media, whose address is the permission */
    PassedOn(@Nullable Session session, long maxBody) {
        this.session = session;
        this.maxBody = maxBody;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        KEPT_BACK.forEach(request.headers()::remove);
        if (session != null) {
            request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + session.accessToken());
        }
        var sent = request.getBody();
        if (sent != null) {
            body = new BoundedBody(sent.stream(), maxBody);
            request.setBody(Body.body(body, sent.length()));
        }
        return context.sendRequest().recover(failure -> Future.succeededFuture(problem(request, failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var response = context.response();
        var headers = response.headers();
        NOT_RETURNED.forEach(headers::remove);
        for (var name : List.of("link", "location")) {
            var value = headers.get(name);
            if (value != null) {
                headers.set(name, INSIDE.matcher(value).replaceAll(""));
            }
        }
        var mediaType = headers.get(HttpHeaders.CONTENT_TYPE);
        var length = response.getBody() == null ? 0 : response.getBody().length();
        if (mediaType != null && mediaType.toLowerCase(Locale.ROOT).startsWith("application/json")
                && (length < 0 || length >= WORTH_COMPRESSING)) {
            // The server compresses what nobody has marked as "identity", which the framework does to all it does not know.
            context.request().proxiedRequest().response().headers().remove(HttpHeaders.CONTENT_ENCODING);
        }
        return context.sendResponse();
    }

    private ProxyResponse problem(ProxyRequest request, Throwable failure) {
        var path = request.proxiedRequest().path();
        var kind = kindOf(request.getMethod(), failure);
        LOG.debugf("%s %s got no answer: %s", request.getMethod(), path, failure.toString());
        var response = request.release().response()
                .setStatusCode(kind.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemAnswer.MEDIA_TYPE)
                .setBody(Body.body(Buffer.buffer(ProblemAnswer.body(kind, null, path))));
        return kind == CommonProblem.UNAVAILABLE ? response.putHeader("Retry-After", "1") : response;
    }

    private ProblemKind kindOf(HttpMethod method, Throwable failure) {
        if (body != null && body.isExceeded()) {
            return CommonProblem.TOO_LARGE;
        }
        var neverSent = failure instanceof ConnectException || failure instanceof UnknownHostException
                || failure instanceof ConnectionPoolTooBusyException;
        if (neverSent) {
            return CommonProblem.UNAVAILABLE;
        }
        var timedOut = failure instanceof TimeoutException;
        return READING.contains(method) && !timedOut ? CommonProblem.UNAVAILABLE : GatewayProblem.UPSTREAM_SLOW;
    }
}
