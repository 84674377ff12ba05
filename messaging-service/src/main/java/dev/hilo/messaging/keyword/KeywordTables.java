package dev.hilo.messaging.keyword;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.messaging.dated.Dated;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The words of every period: those that come with Hilo ({@code keywords.json}), and an operator's own file. */
@Singleton
@Startup
public class KeywordTables {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private record TablesFile(List<KeywordTable> tables) {
    }

    private final Dated<Keywords> periods;

    /**
     * @param own a file of the same form: its tables come beside the packaged ones, and in place of one of the same day
     * @throws IOException when a file cannot be read: no start without the words
     */
    KeywordTables(@ConfigProperty(name = "hilo.keywords.file") Optional<Path> own) throws IOException {
        Map<LocalDate, Keywords> byDay = new HashMap<>();
        try (var packaged = Objects.requireNonNull(KeywordTables.class.getResourceAsStream("/keywords.json"))) {
            read(packaged, byDay);
        }
        if (own.isPresent()) {
            try (var file = Files.newInputStream(own.get())) {
                read(file, byDay);
            }
        }
        periods = new Dated<>(byDay);
    }

    /** The words that were valid then. */
    public Keywords at(Instant moment) {
        return periods.at(moment);
    }

    private static void read(InputStream file, Map<LocalDate, Keywords> byDay) throws IOException {
        for (var table : JSON.readValue(file, TablesFile.class).tables()) {
            byDay.put(table.validFrom(), new Keywords(table));
        }
    }
}
