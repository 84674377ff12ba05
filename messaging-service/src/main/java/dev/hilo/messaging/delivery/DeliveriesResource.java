package dev.hilo.messaging.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What became of the intake's deliveries. For admins: it shows where media lay at the carrier. */
@Path("/api/deliveries")
@Authenticated
@Prompt
class DeliveriesResource {

    private static final int AT_ONCE = 100;

    private final Deliveries deliveries;
    private final CurrentCaller caller;

    DeliveriesResource(Deliveries deliveries, CurrentCaller caller) {
        this.deliveries = deliveries;
        this.caller = caller;
    }

    /** @param ids up to a hundred, with commas between them; those that are not known are absent from the answer */
    @GET
    public Uni<List<Deliveries.Recorded>> of(@RestQuery @Nullable String ids) {
        if (!caller.get().isAdmin()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "an admin sees what became of deliveries");
        }
        return deliveries.of(idsOf(ids == null ? "" : ids));
    }

    private static List<UUID> idsOf(String words) {
        var ids = Arrays.stream(words.split(",")).map(String::strip).filter(word -> !word.isEmpty()).distinct()
                .map(DeliveriesResource::idOf).toList();
        if (ids.isEmpty() || ids.size() > AT_ONCE) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/ids", "one to a hundred ids");
        }
        return ids;
    }

    private static UUID idOf(String word) {
        try {
            return UUID.fromString(word);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/ids", "UUIDs with commas between them");
        }
    }
}
