package dev.hilo.chat.forward;

import java.net.URI;
import java.time.Duration;

import io.vertx.core.http.RequestOptions;

/**
 * The address of one service.
 *
 * @param answerTimeout from the end of the request to the first byte of the answer
 */
record Upstream(String host, int port, boolean tls, Duration answerTimeout) {

    static Upstream at(URI base, Duration answerTimeout) {
        var tls = "https".equals(base.getScheme());
        return new Upstream(base.getHost(), base.getPort() == -1 ? (tls ? 443 : 80) : base.getPort(), tls,
                answerTimeout);
    }

    /** Each step with its own limit, so that a service that is gone is noticed before one that is slow. */
    RequestOptions request(ForwardConfig config) {
        return new RequestOptions().setHost(host).setPort(port).setSsl(tls)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(answerTimeout.toMillis());
    }
}
