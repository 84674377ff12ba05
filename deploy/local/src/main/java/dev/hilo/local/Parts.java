package dev.hilo.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.hilo.local.kafka.Kafka;
import dev.hilo.local.keycloak.Keycloak;
import dev.hilo.local.postgres.Postgres;
import dev.hilo.local.running.Part;
import dev.hilo.local.service.QuarkusService;
import dev.hilo.local.service.Simulator;
import dev.hilo.local.settings.Settings;

/** The parts of the local system. */
final class Parts {

    private Parts() {
    }

    static List<Part> all(Settings settings) {
        return List.of(new Postgres(settings), new Kafka(settings), new Keycloak(settings), new Simulator(settings),
                QuarkusService.provisioning(settings), QuarkusService.messaging(settings),
                QuarkusService.ingest(settings), QuarkusService.gateway(settings));
    }

    /**
     * @param only the names of the wanted ones; none for the whole system, which has a simulator only while no other
     *     carrier is set
     * @throws IllegalArgumentException when there is no part of a name
     */
    static List<Part> chosen(Settings settings, Collection<String> only) {
        var all = all(settings);
        if (only.isEmpty()) {
            return all.stream().filter(part -> settings.simulated() || !(part instanceof Simulator)).toList();
        }
        var unknown = new ArrayList<>(only);
        all.forEach(part -> unknown.remove(part.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no part %s; there are: %s".formatted(
                    String.join(", ", unknown), String.join(", ", all.stream().map(Part::name).toList())));
        }
        return all.stream().filter(part -> only.contains(part.name())).toList();
    }
}
