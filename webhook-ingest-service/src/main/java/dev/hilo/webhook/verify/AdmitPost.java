package dev.hilo.webhook.verify;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.webhook.verify.Admission.Granted;
import dev.hilo.webhook.verify.Admission.SourceRefused;
import dev.hilo.webhook.verify.Admission.TokenRefused;
import dev.hilo.webhook.verify.Admission.TooOften;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Decides who may post. */
@ApplicationScoped
public class AdmitPost {

    private static final String DEVELOPMENT_SECRET = "dev-webhook-secret";

    private final Secrets secrets;
    private final List<AddressRange> allowed;
    private final int trustedProxies;
    private final SourceRates rates;
    private final SourceRates questions;

    /**
     * Where no token is set at all, that for development opens the door, to this machine only.
     *
     * @throws IllegalArgumentException when the one that everybody can read in our sources would open the door to a
     *         network
     */
    AdmitPost(VerifyConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        var hashed = config.secretSha256().orElse(List.of());
        var given = Stream.concat(config.secret().stream(), config.previousSecret().stream()).toList();
        var plain = given.isEmpty() && hashed.isEmpty() ? List.of(DEVELOPMENT_SECRET) : given;
        this.secrets = Secrets.of(plain, hashed);
        if (secrets.accept(DEVELOPMENT_SECRET) && !isLoopback(host)) {
            throw new IllegalArgumentException("The webhook's token is the one for development: set WEBHOOK_SECRET or "
                    + "WEBHOOK_SECRET_SHA256 to one of your own before listening on " + host);
        }
        this.allowed = config.allowedSources().orElse(List.of()).stream().map(String::strip)
                .filter(range -> !range.isEmpty()).map(AddressRange::of).toList();
        this.trustedProxies = config.trustedProxies();
        this.rates = new SourceRates(config.ratePerSecond(), config.rateBurst(), System::nanoTime);
        this.questions = new SourceRates(config.questionsPerSecond(), config.questionBurst(), System::nanoTime);
    }

    /** @param forwardedFor the values of {@code X-Forwarded-For}, in order */
    public Admission admit(InetAddress socket, List<String> forwardedFor, @Nullable String token) {
        var source = SourceAddress.of(socket, forwardedFor, trustedProxies);
        if (!allowed.isEmpty() && allowed.stream().noneMatch(range -> range.contains(source))) {
            return new SourceRefused();
        }
        var wait = rates.take(source);
        if (wait > 0) {
            return new TooOften(wait);
        }
        var slot = secrets.slotOf(token);
        return slot.isPresent() ? new Granted(source, slot.get()) : new TokenRefused();
    }

    /**
     * Whether a post with this token would be taken, were it to come from where posts may come from. For the service that
     * is about to tell the carrier a token; a stranger learns no more by it than by posting, and more slowly.
     *
     * @return whether, or how many seconds to wait
     */
    public Admission ask(InetAddress socket, List<String> forwardedFor, @Nullable String token) {
        var source = SourceAddress.of(socket, forwardedFor, trustedProxies);
        var wait = questions.take(source);
        if (wait > 0) {
            return new TooOften(wait);
        }
        var slot = secrets.slotOf(token);
        return slot.isPresent() ? new Granted(source, slot.get()) : new TokenRefused();
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
