package dev.hilo.local.kafka;

import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's own process: {@code KafkaBroker server.properties cluster-id}. Formats the storage if it is new, then
 * serves until it is asked to end.
 */
public final class KafkaBroker {

    private KafkaBroker() {
    }

    public static void main(String[] args) {
        var properties = args[0];
        var clusterId = args[1];
        var formatted = StorageTool.execute(
                new String[]{"format", "--config", properties, "--cluster-id", clusterId, "--ignore-formatted"},
                System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        Kafka.main(new String[]{properties});
    }
}
