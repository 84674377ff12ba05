package dev.hilo.chat.forward;

import java.net.URI;

import io.vertx.core.http.RequestOptions;

/** The address of one service. */
record Upstream(String host, int port, boolean tls) {

    static Upstream at(URI base) {
        var tls = "https".equals(base.getScheme());
        return new Upstream(base.getHost(), base.getPort() == -1 ? (tls ? 443 : 80) : base.getPort(), tls);
    }

    /** Each step with its own limit, so that a service that is gone is noticed before one that is slow. */
    RequestOptions request(ForwardConfig config) {
        return new RequestOptions().setHost(host).setPort(port).setSsl(tls)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(config.answerTimeout().toMillis());
    }
}
