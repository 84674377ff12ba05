package dev.hilo.webhook.outcome;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/** What messaging says of deliveries; or that it cannot be asked. */
@ApplicationScoped
public class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final int AT_ONCE = 100;

    private final AskMessaging messaging;

    Outcomes(AskMessaging messaging) {
        this.messaging = messaging;
    }

    /** @param byDelivery without those that messaging does not know */
    public record Known(Map<UUID, List<Recorded>> byDelivery) {

        public List<Recorded> of(UUID delivery) {
            return byDelivery.getOrDefault(delivery, List.of());
        }

        public Outcome outcome(UUID delivery) {
            return Outcome.of(of(delivery));
        }
    }

    /**
     * @param authorization the caller's own header
     * @return empty while messaging cannot be asked
     */
    public Optional<Known> ask(Collection<UUID> deliveries, String authorization) {
        var ids = deliveries.stream().distinct().map(UUID::toString).toList();
        List<Recorded> recorded = new ArrayList<>(ids.size());
        try {
            for (var from = 0; from < ids.size(); from += AT_ONCE) {
                recorded.addAll(messaging.recorded(
                        String.join(",", ids.subList(from, Math.min(ids.size(), from + AT_ONCE))), authorization));
            }
        } catch (RuntimeException away) {
            LOG.warnf("messaging cannot be asked what became of deliveries: %s", away.getClass().getSimpleName());
            return Optional.empty();
        }
        return Optional.of(new Known(recorded.stream().collect(Collectors.groupingBy(Recorded::deliveryId))));
    }
}
