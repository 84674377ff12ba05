package dev.hilo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is built for production has no place to die at; the fault build has. */
class ProductionIT {

    private static final Path FAULTS = Path.of("target", "quarkus-app");

    @Test
    void productionHasNothingThatLetsItDie() throws IOException {
        for (var service : List.of("messaging-service", "provisioning-service", "webhook-ingest-service",
                "chat-gateway")) {
            var built = KillIT.repository().resolve(service).resolve("target").resolve("quarkus-app");
            if (Files.isDirectory(built)) {
                assertThat(classesOf(built)).as(service).isNotEmpty().noneMatch(ProductionIT::letsItDie);
            }
        }
    }

    @Test
    void theFaultBuildIsTheSameServiceWithPlacesToDieAt() throws IOException {
        assertThat(classesOf(FAULTS)).anyMatch(name -> name.endsWith("/FailpointInterceptor.class"))
                .anyMatch(name -> name.endsWith("/Conversations_Subclass.class"))
                .anyMatch(name -> name.endsWith("/OutboxRelay_Subclass.class"));
    }

    /** The failpoints themselves, and the subclasses that would call them. */
    private static boolean letsItDie(String name) {
        return name.contains("dev/hilo/faults/") || name.endsWith("/Conversations_Subclass.class")
                || name.endsWith("/OutboxRelay_Subclass.class") || name.endsWith("/OrderLedger_Subclass.class")
                || name.endsWith("/PerformStep_Subclass.class");
    }

    private static List<String> classesOf(Path built) throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.walk(built)) {
            for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (var open = new JarFile(jar.toFile())) {
                    open.stream().forEach(entry -> names.add(entry.getName()));
                }
            }
        }
        return names;
    }
}
