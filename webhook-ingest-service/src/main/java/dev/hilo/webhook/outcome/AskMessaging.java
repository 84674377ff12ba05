package dev.hilo.webhook.outcome;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The question behind its guard. What can be turned stands in application.properties. */
@ApplicationScoped
class AskMessaging {

    private final MessagingDeliveries messaging;

    AskMessaging(@RestClient MessagingDeliveries messaging) {
        this.messaging = messaging;
    }

    @Timeout
    @CircuitBreaker
    List<Recorded> recorded(String ids, String authorization) {
        return messaging.recorded(ids, authorization);
    }
}
