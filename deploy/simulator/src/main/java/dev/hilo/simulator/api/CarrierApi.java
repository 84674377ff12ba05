package dev.hilo.simulator.api;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.fault.Fault;
import dev.hilo.simulator.fault.Switch;
import dev.hilo.simulator.fault.Switches;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Mounts operations under {@code /api/v1.0}: checks the credentials, records the call, and plays the fault that strikes it. */
public final class CarrierApi {

    public static final String BASE = "/api/v1.0";

    private static final int HELD_BACK = 60_000;
    private static final int SLOW = 5_000;

    private final Vertx vertx;
    private final Credentials credentials;
    private final Switches switches;
    private final CallLog log;

    public CarrierApi(Vertx vertx, Credentials credentials, Switches switches, CallLog log) {
        this.vertx = vertx;
        this.credentials = credentials;
        this.switches = switches;
        this.log = log;
    }

    /** @param name the operation's path, {@code orderTn} */
    public void mount(Router router, HttpMethod method, String name, Operation operation) {
        router.route(method, BASE + "/" + name)
                .handler(context -> handle(context, method.name() + "/" + name, operation));
    }

    private void handle(RoutingContext context, String name, Operation operation) {
        if (!credentials.admit(context.request().getHeader("Authorization"))) {
            record(context, Answer.empty(401), Fault.OK);
            write(context, Answer.empty(401), Fault.OK);
            return;
        }
        after(switches.get(Switch.LATENCY), () -> play(context, strike(context, name), operation));
    }

    private Fault strike(RoutingContext context, String name) {
        return name.endsWith("/messageSend") ? switches.strikeSend(firstRecipient(context)) : switches.strikeApi(name);
    }

    private void play(RoutingContext context, Fault fault, Operation operation) {
        switch (fault) {
            case OK, RECIPIENT_FAILED, SOLD -> run(context, fault, operation)
                    .onSuccess(answer -> write(context, answer, fault));
            case SLOW -> run(context, fault, operation)
                    .onSuccess(answer -> after(delay(SLOW), () -> write(context, answer, fault)));
            case TIMEOUT_AFTER_ACCEPT -> run(context, fault, operation)
                    .onSuccess(withheld -> after(delay(HELD_BACK), () -> close(context)));
            case RESET -> unanswered(context, fault, operation, false).onComplete(done -> close(context));
            case EMPTY -> unanswered(context, fault, operation, true)
                    .onComplete(done -> write(context, Answer.empty(200), fault));
            case HTML_ERROR -> unanswered(context, fault, operation, false)
                    .onComplete(done -> write(context, Answer.html(500, "500 Internal Server Error"), fault));
            case ERROR -> unanswered(context, fault, operation, false).onComplete(
                    done -> write(context, answer(Refusal.of(500, "7500", "Internal error")), fault));
            case UNAVAILABLE -> unanswered(context, fault, operation, false)
                    .onComplete(done -> write(context, answer(Refusal.unavailable()), fault));
            case UNAUTHORIZED -> refuse(context, fault, Answer.empty(401));
            case BAD_REQUEST -> refuse(context, fault, answer(Refusal.malformed()));
            case FORBIDDEN -> refuse(context, fault, answer(Refusal.noFunds()));
            case NOT_FOUND ->
                refuse(context, fault, answer(Refusal.notFound("Telephone Number not enabled for Service")));
            case CONFLICT -> refuse(context, fault,
                    answer(Refusal.conflict("Conflict; a support ticket may be required to resolve")));
            case NO_CONSENT -> refuse(context, fault,
                    answer(Refusal.of(412, "7412", "Applicable agreement lacks consent, see body for details")));
            case TOO_MANY -> refuse(context, fault, answer(Refusal.of(429, "7429", "Too many requests")));
            case ERROR_AS_200 -> refuse(context, fault, Answer.ok(Refusal.conflict("Invalid Phone Number").body()));
        }
    }

    private Future<Answer> run(RoutingContext context, Fault fault, Operation operation) {
        Future<Answer> running;
        try {
            running = operation.run(new Call(context.queryParams(), context.body().buffer(), fault));
        } catch (RuntimeException thrown) {
            running = Future.failedFuture(thrown);
        }
        return running.recover(failure -> Future.succeededFuture(failed(failure)))
                .onSuccess(answer -> record(context, answer, fault));
    }

    /** For faults that hide what happened: {@code accepted} says whether the call took effect all the same. */
    private Future<?> unanswered(RoutingContext context, Fault fault, Operation operation, boolean usually) {
        var accepted = switches.get(Switch.ACCEPTED);
        if (accepted.equals("true") || (accepted.equals("auto") && usually)) {
            return run(context, fault, operation);
        }
        record(context, null, fault);
        return Future.succeededFuture();
    }

    private void refuse(RoutingContext context, Fault fault, Answer answer) {
        record(context, answer, fault);
        write(context, answer, fault);
    }

    private Answer failed(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return answer(refusal);
        }
        System.getLogger(CarrierApi.class.getName()).log(System.Logger.Level.ERROR, "operation failed", failure);
        return Answer.html(500, "500 Internal Server Error");
    }

    private Answer answer(Refusal refusal) {
        var status = switches.get(Switch.ERRORS_AS_200) ? 200 : refusal.status();
        return switch (switches.get(Switch.ERROR_BODY)) {
            case "empty" -> Answer.empty(status);
            case "html" -> Answer.html(status, status + " Error");
            default -> Answer.json(status, worded(refusal.body()));
        };
    }

    /** The description as a text, or inside an object. */
    private JsonNode worded(JsonNode body) {
        if (switches.get(Switch.DESCRIPTION).equals("text") || !body.path("Description").isTextual()) {
            return body;
        }
        var worded = (ObjectNode) body.deepCopy();
        worded.set("Description", Json.object().put("Reason", body.path("Description").asText()));
        return worded;
    }

    private void record(RoutingContext context, @Nullable Answer answer, Fault fault) {
        var request = context.request();
        var body = context.body().asString();
        var call = log.add(request.method().name(), context.normalizedPath(),
                Objects.requireNonNullElse(request.query(), ""),
                body == null ? "" : body);
        if (answer != null) {
            call.put("status", answer.status()).put("answer", answer.body());
        }
        call.put("fault", fault.toString());
    }

    private void write(RoutingContext context, Answer answer, Fault fault) {
        var response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType());
        var retryAfter = switches.get(Switch.RETRY_AFTER);
        if (retryAfter > 0 && (fault == Fault.TOO_MANY || fault == Fault.UNAVAILABLE)) {
            response.putHeader("Retry-After", retryAfter.toString());
        }
        response.end(answer.body() == null ? "" : answer.body());
    }

    private static void close(RoutingContext context) {
        context.request().connection().close();
    }

    private int delay(int usual) {
        var wanted = switches.get(Switch.DELAY);
        return wanted > 0 ? wanted : usual;
    }

    private void after(int millis, Runnable action) {
        if (millis == 0) {
            action.run();
        } else {
            vertx.setTimer(millis, fired -> action.run());
        }
    }

    /** The number that a fault for one recipient only is compared with; empty when the body cannot be read. */
    private static String firstRecipient(RoutingContext context) {
        try {
            var to = Json.parseObject(context.body().buffer()).path("To");
            return (to.isArray() ? to.path(0) : to).asText("").replaceAll("\\D", "");
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
