package dev.hilo.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.hilo.local.keycloak.AccessTokens;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** Buys and wires up the demo numbers the way a manager does: through the gateway's API, with a manager's token. */
public final class DemoNumbers {

    private static final String ACTIVE = "active";
    private static final String FAILED = "failed";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** One that failed in an earlier run says so until it is tried anew; after that a person has to look. */
    private static final Duration LIMIT_OF_A_FAILED_ONE = Duration.ofSeconds(8);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final List<DemoNumber> FURTHER = List.of(new DemoNumber("", "Pedidos", "support"),
            new DemoNumber("", "Reservas", "sales"), new DemoNumber("", "Billing", "support"),
            new DemoNumber("", "Taller", "sales"));

    private final Settings settings;

    public DemoNumbers(Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns when the demo numbers are active; at once when they already are.
     *
     * @throws IOException with the number and its state when one does not become active in time
     */
    public void ensure() throws IOException, InterruptedException {
        var asMarta = new Api(settings.url(Port.GATEWAY), new AccessTokens(settings).of("marta", "marta"));
        var states = states(asMarta);
        for (var number : DemoNumber.ALL) {
            if (!ACTIVE.equals(states.get(number.did()))) {
                var _ = asMarta.post("/api/numbers/provision", number.order(settings.campaign()));
            }
        }
        waitUntilActive(asMarta);
    }

    /** Buys numbers in Miami until there are so many; they are used as soon as they are active. */
    public void atLeast(int count, String token) throws IOException, InterruptedException {
        var asMarta = new Api(settings.url(Port.GATEWAY), token);
        var ours = states(asMarta);
        var further = count - ours.size();
        if (further <= 0) {
            return;
        }
        List<String> bought = new ArrayList<>();
        for (var offer : asMarta.get("/api/numbers/available?npa=305&limit=" + 2 * further)) {
            var did = offer.path("did").asText();
            if (bought.size() < further && !ours.containsKey(did)) {
                var number = FURTHER.get(bought.size() % FURTHER.size());
                var _ = asMarta.post("/api/numbers/provision",
                        new DemoNumber(did, number.name(), number.team()).order(settings.campaign()));
                bought.add(did);
            }
        }
        waitUntilActive(asMarta, bought);
    }

    private static void waitUntilActive(Api api) throws IOException, InterruptedException {
        waitUntilActive(api, DemoNumber.ALL.stream().map(DemoNumber::did).toList());
    }

    private static void waitUntilActive(Api api, List<String> dids) throws IOException, InterruptedException {
        var began = System.nanoTime();
        while (true) {
            var states = states(api);
            var missing = dids.stream().filter(did -> !ACTIVE.equals(states.get(did))).findFirst();
            if (missing.isEmpty()) {
                return;
            }
            var state = states.getOrDefault(missing.get(), "unknown");
            var waited = Duration.ofNanos(System.nanoTime() - began);
            if (waited.compareTo(FAILED.equals(state) ? LIMIT_OF_A_FAILED_ONE : LIMIT) > 0) {
                throw new IOException("%s is not active after %d s, its state is %s; ./hilo logs provisioning says why"
                        .formatted(missing.get(), waited.toSeconds(), state));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static Map<String, String> states(Api api) throws IOException, InterruptedException {
        var states = new HashMap<String, String>();
        for (var number : api.get("/api/numbers")) {
            states.put(number.path("did").asText(), number.path("state").asText().toLowerCase(Locale.ROOT));
        }
        return states;
    }
}
