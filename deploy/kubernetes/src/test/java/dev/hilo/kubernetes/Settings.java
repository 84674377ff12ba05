package dev.hilo.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** What the code itself says about its settings: the properties files of the services and of the platform. */
final class Settings {

    private static final Path SHARED = Manifests.REPOSITORY
            .resolve("platform/src/main/resources/META-INF/microprofile-config.properties");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    private Settings() {
    }

    static Properties shared() throws IOException {
        return read(SHARED);
    }

    static Properties of(String service) throws IOException {
        return read(Manifests.REPOSITORY.resolve(service).resolve("src/main/resources/application.properties"));
    }

    /** The environment variables that a service reads, each with its default; no default is an empty text. */
    static Map<String, String> variablesOf(String service) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (var properties : new Properties[]{shared(), of(service)}) {
            for (var name : properties.stringPropertyNames()) {
                var variable = VARIABLE.matcher(properties.getProperty(name));
                while (variable.find()) {
                    var _ = variables.merge(variable.group(1), variable.group(2) == null ? "" : variable.group(2),
                            (one, other) -> one.isEmpty() ? other : one);
                }
            }
        }
        return variables;
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return properties;
    }
}
