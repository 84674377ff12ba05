package dev.hilo.provisioning.carrier;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.recorder.CallRecorder;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import io.quarkus.runtime.Startup;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * BulkVS's HTTP API. Searching and changing have a bulkhead and a breaker each, so that a manager who searches every
 * area code of a state does not hold up an order.
 */
@Startup // Without credentials the service had better not start.
@ApplicationScoped
class HttpCarrier implements Carrier {

    private static final Logger LOG = Logger.getLogger(HttpCarrier.class);

    private final RecordedApi api;
    private final CarrierConfig config;
    private final String credential;
    private final TypedGuard<Uni<Reply>> reading;
    private final TypedGuard<Uni<Reply>> changing;

    HttpCarrier(@RestClient BulkVsApi api, CarrierConfig config, CallRecorder recorder) {
        this.api = new RecordedApi(api, recorder);
        this.config = config;
        this.credential = Credential.header(config.credential(), config.key(), config.secret());
        this.reading = guard("carrier-reading");
        this.changing = guard("carrier-changing");
    }

    @Override
    public Uni<List<OfferedNumber>> offers(int npa, @Nullable Integer nxx) {
        Map<String, String> query = new HashMap<>();
        query.put("Npa", String.format(Locale.ROOT, "%03d", npa));
        if (nxx != null) {
            query.put("Nxx", String.format(Locale.ROOT, "%03d", nxx));
        }
        query.put("Limit", Integer.toString(config.searchLimit()));
        return call(reading, api.get(at(config.paths().order()), credential, query)).map(CarrierReader::offers);
    }

    @Step
    @Override
    public Uni<Purchase> buy(PhoneNumber did, String reference) {
        var order = json().put("TN", did.carrierDigits()).put("ReferenceID", reference);
        return call(changing, api.post(at(config.paths().order()), credential, order)).map(CarrierReader::purchase);
    }

    @Override
    public Uni<List<CarrierNumber>> numbers(PhoneNumber did) {
        // An explicit limit: what the API does without one is unknown. It is as long as for all, should it ignore the filter.
        var query = Map.of("Number", did.carrierDigits(), "Limit", Integer.toString(config.listLimit()));
        return call(changing, api.get(at(config.paths().number()), credential, query)).map(CarrierReader::numbers)
                .map(all -> all.stream().filter(number -> number.did().equals(did)).toList());
    }

    @Override
    public Uni<NumberList> allNumbers() {
        var query = Map.of("Limit", Integer.toString(config.listLimit()));
        return call(reading, api.get(at(config.paths().number()), credential, query)).map(CarrierReader::numbers)
                .map(all -> new NumberList(all, all.size() < config.listLimit()));
    }

    @Override
    public Uni<List<CarrierNumber>> numbersIn(String campaign) {
        var query = Map.of("Tcr", campaign, "Limit", Integer.toString(config.listLimit()));
        return call(reading, api.get(at(config.paths().number()), credential, query)).map(CarrierReader::numbers)
                .map(all -> all.stream().filter(number -> campaign.equalsIgnoreCase(number.campaign())).toList());
    }

    @Step
    @Override
    public Uni<Void> change(PhoneNumber did, NumberSettings settings) {
        var changes = json().put("TN", did.carrierDigits());
        if (settings.sms() != null) {
            changes.put("Sms", settings.sms());
        }
        if (settings.mms() != null) {
            changes.put("Mms", settings.mms());
        }
        if (settings.webhook() != null) {
            changes.put("Webhook", settings.webhook());
        }
        if (settings.campaign() != null) {
            changes.set("Tcr", settings.campaign().isEmpty()
                    ? config.clearWith().value()
                    : TextNode.valueOf(settings.campaign()));
        }
        return accept(call(changing, api.post(at(config.paths().number()), credential, changes)));
    }

    @Step
    @Override
    public Uni<Void> release(PhoneNumber did) {
        var query = Map.of("Number", did.carrierDigits());
        return accept(call(changing, api.delete(at(config.paths().number()), credential, query)));
    }

    @Override
    public Uni<List<CarrierWebhook>> webhooks(String name) {
        var query = Map.of("Webhook", name);
        return call(changing, api.get(at(config.paths().webhook()), credential, query)).map(CarrierReader::webhooks)
                .map(all -> all.stream().filter(webhook -> webhook.name().equalsIgnoreCase(name)).toList());
    }

    @Step
    @Override
    public Uni<Void> putWebhook(CarrierWebhook webhook) {
        var body = json().put("Webhook", webhook.name()).put("Description", webhook.description())
                .put("Url", webhook.url()).put("Dlr", webhook.receipts()).put("Method", webhook.method());
        return accept(call(changing, api.put(at(config.paths().webhook()), credential, body)));
    }

    @Override
    public Uni<List<CarrierCampaign>> campaigns() {
        return call(reading, api.get(at(config.paths().campaign()), credential, Map.of()))
                .map(CarrierReader::campaigns);
    }

    @Override
    public Uni<CarrierAccount> account() {
        return call(reading, api.get(at(config.paths().account()), credential, Map.of())).map(CarrierReader::account);
    }

    private static Uni<Void> accept(Uni<Reply> reply) {
        return reply.invoke(CarrierReader::accept).replaceWithVoid();
    }

    private static Uni<Reply> call(TypedGuard<Uni<Reply>> guard, Uni<Reply> call) {
        return guard.get(() -> call.invoke(HttpCarrier::failOnOutage))
                .onFailure(Outage.class).recoverWithItem(outage -> outage.reply)
                .onFailure(failure -> !(failure instanceof CarrierFailure)).transform(HttpCarrier::explain);
    }

    private static void failOnOutage(Reply reply) {
        if (reply.isOutage()) {
            throw new Outage(reply);
        }
    }

    /** Without the cause: a client's exception names the address, and that names the number. */
    private static CarrierFailure explain(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return CarrierFailure.of(Kind.NOT_SENT, "unreachable", "The carrier could not be reached");
            }
            if (cause instanceof CircuitBreakerOpenException) {
                return CarrierFailure.of(Kind.NOT_SENT, "paused", "The carrier is down; calls to it are paused");
            }
            if (cause instanceof BulkheadException) {
                return CarrierFailure.of(Kind.NOT_SENT, "crowded", "Too many calls to the carrier at once");
            }
            if (cause instanceof java.util.concurrent.TimeoutException
                    || cause instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException) {
                return CarrierFailure.of(Kind.UNCERTAIN, "timeout", "The carrier did not answer in time");
            }
        }
        LOG.debugf("a call to the carrier broke: %s", failure.getClass().getName());
        return CarrierFailure.of(Kind.UNCERTAIN, "broken", "The connection to the carrier broke");
    }

    private TypedGuard<Uni<Reply>> guard(String name) {
        var breaker = config.breaker();
        return TypedGuard.create(new TypeLiteral<Uni<Reply>>() {
        }).withDescription(name)
                .withBulkhead().limit(config.concurrent()).queueSize(config.waiting()).done()
                .withTimeout().duration(config.timeout().toMillis(), ChronoUnit.MILLIS).done()
                .withCircuitBreaker().requestVolumeThreshold(breaker.calls()).failureRatio(breaker.ratio())
                .delay(breaker.pause().toMillis(), ChronoUnit.MILLIS).done()
                .build();
    }

    private String at(String path) {
        var base = config.base().toString();
        return (base.endsWith("/") ? base : base + "/") + path;
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An answer that the breaker counts as a failure; it is read all the same. */
    private static final class Outage extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        Outage(Reply reply) {
            super("outage", null, false, false);
            this.reply = reply;
        }
    }
}
