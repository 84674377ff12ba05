package dev.hilo.provisioning.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.provisioning.carrier.CarrierWebhook;
import io.quarkus.runtime.Startup;

/** The webhook as it should stand at the carrier. Its token leaves this class for the carrier and for the intake only. */
@Startup
@ApplicationScoped
public class OurWebhook {

    private static final String DEVELOPMENT_SECRET = "dev-webhook-secret";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern TOKEN = Pattern.compile("(?i)(token=|/webhooks/bulkvs/)([^\\s&#\"']+)");
    private static final String HIDDEN = "•••";

    private final CarrierWebhook wanted;
    private final String secret;

    OurWebhook(WebhookConfig config) {
        refuseKnownSecret(config);
        this.secret = config.secret();
        var base = config.baseUrl().toString().replaceAll("/+$", "");
        var url = base + "/webhooks/bulkvs?token=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        this.wanted = new CarrierWebhook(config.name(), config.description(), url, true, "POST");
    }

    public CarrierWebhook wanted() {
        return wanted;
    }

    public String name() {
        return wanted.name();
    }

    /** For the question whether the intake takes it. */
    public String token() {
        return secret;
    }

    /** The address for people to see. */
    public String maskedUrl() {
        return mask(wanted.url());
    }

    /** Whether the carrier has it as wanted; the description is only a note. */
    public boolean isAsWanted(CarrierWebhook actual) {
        return actual.url().equals(wanted.url()) && actual.receipts() == wanted.receipts()
                && actual.method().toUpperCase(Locale.ROOT).equals(wanted.method());
    }

    /** Whether it leads to our intake, with whatever token. */
    public boolean hasOurAddress(CarrierWebhook actual) {
        return mask(actual.url()).equals(maskedUrl());
    }

    /** Whether it carries our token, to whatever address. */
    public boolean hasOurToken(CarrierWebhook actual) {
        var ours = URLEncoder.encode(secret, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return TOKEN.matcher(actual.url()).results()
                .anyMatch(found -> MessageDigest.isEqual(ours, found.group(2).getBytes(StandardCharsets.UTF_8)));
    }

    /** What the carrier says, without a token: an error may quote the address that we sent. */
    public String mask(String text) {
        return TOKEN.matcher(text).replaceAll("$1" + HIDDEN).replace(secret, HIDDEN);
    }

    /** A token that stands in a public repository protects nothing on an address that others can reach. */
    private static void refuseKnownSecret(WebhookConfig config) {
        var host = config.baseUrl().getHost();
        if (config.secret().equals(DEVELOPMENT_SECRET) && (host == null || !THIS_MACHINE.contains(host))) {
            throw new IllegalStateException("WEBHOOK_SECRET is the development one, but WEBHOOK_BASE_URL is not local");
        }
    }
}
