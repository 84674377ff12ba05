package dev.hilo.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** A few customers who write on the very first start, so that the inbox is not empty. */
public final class DemoConversations {

    private record Text(String from, DemoNumber to, String text) {

        Map<String, Object> request() {
            return Map.of("from", from, "to", to.did(), "text", text);
        }
    }

    private static final List<Text> TEXTS = List.of(
            new Text("+13055550142", DemoNumber.SUPPORT, "Buenas, mi pedido 4471 no ha llegado todavía 😕"),
            new Text("+13055550142", DemoNumber.SUPPORT, "¿Me pueden decir por dónde va?"),
            new Text("+17865550187", DemoNumber.SUPPORT, "Hi, can I change the delivery address?"),
            new Text("+19545550119", DemoNumber.SUPPORT, "Gracias, ya funciona 👍"),
            new Text("+13055550163", DemoNumber.SALES, "Hello! What does the plan for 20 agents cost?"),
            new Text("+17865550155", DemoNumber.SALES, "¿Tienen descuento por pago anual?"));

    private final Settings settings;

    public DemoConversations(Settings settings) {
        this.settings = settings;
    }

    /** Lets the simulator's phones write, once in the life of the data. */
    public void beginOnce() throws IOException, InterruptedException {
        if (Files.exists(marker())) {
            return;
        }
        var simulator = new Api(settings.url(Port.SIMULATOR), null);
        for (var text : TEXTS) {
            var _ = simulator.post("/control/inbound", text.request());
        }
        Files.writeString(marker(), "The demo conversations have begun; ./hilo up --fresh begins them again.\n");
    }

    private Path marker() {
        return settings.home().resolve("demo-conversations");
    }
}
