package dev.hilo.provisioning;

import java.util.List;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.Written;
import org.eclipse.microprofile.config.ConfigProvider;

/** What stands on a topic, read as any consumer would. */
public final class PublishedEvents {

    private PublishedEvents() {
    }

    /** The events under a key, oldest first. */
    public static <T extends HiloEvent> List<T> under(String topic, String key, Class<T> type) {
        var bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return Written.on(bootstrap, topic).stream().filter(entry -> key.equals(entry.key()))
                .flatMap(entry -> EventCodec.read(entry.value(), type).stream()).toList();
    }
}
