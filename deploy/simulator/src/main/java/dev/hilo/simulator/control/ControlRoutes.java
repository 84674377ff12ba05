package dev.hilo.simulator.control;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.fault.BadSwitch;
import dev.hilo.simulator.message.Unreachable;
import dev.hilo.simulator.wire.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The control API over HTTP. It asks for no credentials and is meant for the loopback; a web page of another origin is
 * turned away, so that no site in a developer's browser can steer the simulator.
 */
public final class ControlRoutes {

    private final ControlDesk desk;

    public ControlRoutes(ControlDesk desk) {
        this.desk = desk;
    }

    public void mount(Router router) {
        router.route("/control/*").handler(ControlRoutes::sameOrigin);
        router.post("/control/inbound").handler(context -> answer(context, 202, desk::inbound));
        router.post("/control/receipt").handler(context -> accept(context, desk::receipt));
        router.get("/control/sent").handler(this::sent);
        router.get("/control/rate").handler(context -> answer(context, 200, body -> desk.pace()));
        router.get("/control/counts").handler(context -> answer(context, 200, body -> desk.counts()));
        router.get("/control/faults").handler(context -> answer(context, 200, body -> desk.faults()));
        router.post("/control/faults").handler(context -> answer(context, 200, desk::faults));
        router.get("/control/numbers").handler(context -> answer(context, 200, body -> desk.numbers()));
        router.post("/control/numbers").handler(context -> answer(context, 200, desk::number));
        router.delete("/control/numbers/:number").handler(this::removeNumber);
        router.post("/control/campaigns").handler(context -> accept(context, desk::campaign));
        router.get("/control/webhooks-log").handler(context -> answer(context, 200, body -> desk.webhooksLog()));
        router.get("/control/undelivered").handler(context -> answer(context, 200, body -> desk.undelivered()));
        router.post("/control/redeliver").handler(context -> answer(context, 202, body -> desk.redeliver()));
        router.get("/control/calls").handler(context -> answer(context, 200, body -> desk.calls()));
        router.post("/control/reset").handler(context -> accept(context, desk::reset));
    }

    /** Written piece by piece: there may be tens of thousands. */
    private void sent(RoutingContext context) {
        long after;
        long limit;
        try {
            after = number(context, "after", 0);
            limit = number(context, "limit", Long.MAX_VALUE);
        } catch (IllegalArgumentException notANumber) {
            problem(context, 400, "Bad request", "'after' and 'limit' are whole numbers from 0");
            return;
        }
        var response = context.response().setChunked(true).putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store");
        var separator = "[";
        for (var message : (Iterable<String>) desk.sent(after, limit)::iterator) {
            response.write(separator + message);
            separator = ",\n";
        }
        response.end(separator.equals("[") ? "[]" : "]");
    }

    private void removeNumber(RoutingContext context) {
        answer(context, 200, body -> Json.object().put("removed",
                desk.removeNumber(Objects.requireNonNull(context.pathParam("number")))));
    }

    private static void accept(RoutingContext context, Consumer<ObjectNode> action) {
        answer(context, 200, body -> {
            action.accept(body);
            return Json.object().put("ok", true);
        });
    }

    private static void answer(RoutingContext context, int status, Function<ObjectNode, ? extends JsonNode> action) {
        try {
            write(context, status, "application/json", action.apply(Json.parseObject(context.body().buffer())));
        } catch (BadSwitch | BadRequest | IllegalArgumentException bad) {
            problem(context, 400, "Bad request", String.valueOf(bad.getMessage()));
        } catch (Unreachable nowhere) {
            problem(context, 409, "Nowhere to post to", String.valueOf(nowhere.getMessage()));
        } catch (Refusal refusal) {
            write(context, refusal.status(), "application/json", refusal.body());
        }
    }

    private static long number(RoutingContext context, String name, long otherwise) {
        var text = context.request().getParam(name);
        var value = text == null ? otherwise : Long.parseLong(text);
        if (value < 0) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static void sameOrigin(RoutingContext context) {
        var origin = context.request().getHeader("Origin");
        if (origin == null || origin.endsWith("://" + context.request().getHeader("Host"))) {
            context.next();
        } else {
            problem(context, 403, "Forbidden", "the control API does not answer pages of another origin");
        }
    }

    private static void problem(RoutingContext context, int status, String title, String detail) {
        write(context, status, "application/problem+json", Json.object().put("type", "about:blank").put("title", title)
                .put("status", status).put("detail", detail));
    }

    private static void write(RoutingContext context, int status, String contentType, JsonNode body) {
        context.response().setStatusCode(status).putHeader("Content-Type", contentType)
                .putHeader("Cache-Control", "no-store").end(Json.text(body));
    }
}
