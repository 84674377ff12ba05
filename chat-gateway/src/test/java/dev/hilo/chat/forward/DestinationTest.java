package dev.hilo.chat.forward;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DestinationTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/threads,                       MESSAGING
            /api/threads/018f/messages,         MESSAGING
            /api/messages/send,                 MESSAGING
            /api/search,                        MESSAGING
            /api/media,                         MESSAGING
            /api/media/018f/retry,              MESSAGING
            /media/018f,                        MESSAGING
            /media/018f/thumbnail,              MESSAGING
            /api/deliveries,                    MESSAGING
            /api/labels,                        MESSAGING
            /api/labels/vip,                    MESSAGING
            /api/templates/018f,                MESSAGING
            /api/teams/support/hours,           MESSAGING
            /api/audit,                         MESSAGING
            /api/contact-fields,                MESSAGING
            /api/journal/deliveries,            INGEST
            /api/journal/records/a.dlq:0:1,     INGEST
            /api/numbers,                       PROVISIONING
            /api/numbers/+17865551234/teams,    PROVISIONING
            /api/numbers/%2B17865551234,        PROVISIONING
            /api/campaigns,                     PROVISIONING
            /api/campaigns/C0DEMO1,             PROVISIONING
            /api/campaigns/registrations/018f,  PROVISIONING
            /api/account,                       PROVISIONING
            /api/account/threshold,             PROVISIONING
            /api/webhook,                       PROVISIONING
            /api/webhook/renew,                 PROVISIONING
            /api/reports/numbers,               MESSAGING
            /api/reports/numbers/+17865551234,  MESSAGING
            /api/reports/conversations.csv,     MESSAGING
            /api/board,                         MESSAGING
            """)
    void knowsWhoAnswers(String path, Destination destination) {
        assertThat(Destination.of(path)).contains(destination);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me", "/api", "/api/threadsandmore", "/api/journal", "/webhooks/bulkvs", "/media",
            "/api/webhooks/bulkvs",
            "/q/metrics",
            "/api/threads/../../q/metrics",
            "/api/threads/%2e%2e/%2E%2E/q/metrics", "/api/threads/..%2f..%2fq", "/api/threads//x", "/api/threads/.",
            "/api/threads/..", "/api/threads/..;/x", "/api/threads\\..\\q", "/api/threads/%5c..", "//api/threads",
            "/API/threads", "/api/threads/%00"})
    void passesNothingElseOn(String path) {
        assertThat(Destination.of(path)).isEmpty();
    }
}
