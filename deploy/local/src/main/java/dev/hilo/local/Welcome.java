package dev.hilo.local;

import dev.hilo.local.running.Ink;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** What is printed when the system is ready: where it is, who may sign in, and three lines to try. */
final class Welcome {

    private Welcome() {
    }

    static String of(Settings settings, Ink ink) {
        return """

                  %1$s   %2$s     %3$s
                  %4$s   %5$s
                  %6$s   %7$s/webhooks/bulkvs?token=%8$s
                  %9$s   %10$s     %11$s

                  %12$s, the password is the name:
                    ana    agent, team support      leo    agent, team sales
                    marta  manager                  root   admin

                  %13$s
                  curl -X POST "%7$s/webhooks/bulkvs?token=%8$s" -H 'Content-Type: application/json' -d '{"from":"+13053302277","to":"+17865551234","body":"Hola!","messageId":"test123"}'
                  curl -H "Authorization: Bearer $(./hilo token ana)" %2$s/api/threads
                  curl -X POST %2$s/api/messages/send -H "Authorization: Bearer $(./hilo token ana)" -H 'Content-Type: application/json' -d '{"from":"+17865551234","to":"+13053302277","body":"Prueba BulkVS via API"}'
                """
                .formatted(ink.strong("Inbox  "), settings.publicBaseUrl(), ink.faint("sign in as ana"),
                        ink.strong("Carrier"), carrier(settings, ink), ink.strong("Intake "),
                        settings.webhookBaseUrl(), settings.shownWebhookSecret(), ink.strong("Log-ins"),
                        settings.oidcUrl(),
                        ink.faint("Keycloak"), ink.strong("People"), ink.strong("Try it"));
    }

    private static String carrier(Settings settings, Ink ink) {
        return settings.simulated()
                ? "http://localhost:%d     %s".formatted(settings.port(Port.SIMULATOR),
                        ink.faint("the simulator: the customer's phone"))
                : settings.carrierUrl() + "     " + ink.faint("from BULKVS_API_BASE");
    }
}
