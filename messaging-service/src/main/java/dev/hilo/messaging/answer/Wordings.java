package dev.hilo.messaging.answer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.messaging.dated.Dated;
import dev.hilo.messaging.keyword.Language;
import io.quarkus.runtime.Startup;

/** The dated wordings of what Hilo says by itself, with {@code {sender}} and {@code {contact}} left open. */
@Singleton
@Startup
public class Wordings {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /** The wordings of one language. */
    record Texts(@JsonProperty("opt-out") String optOut, @JsonProperty("opt-in") String optIn, String help) {
    }

    private record Table(LocalDate validFrom, String checked, List<String> sources, Map<Language, Texts> texts) {
    }

    private record TablesFile(List<Table> tables) {
    }

    private final Dated<Map<Language, Texts>> periods;

    /** @throws IOException when a file cannot be read */
    Wordings(AnswerConfig config) throws IOException {
        Map<LocalDate, Map<Language, Texts>> byDay = new HashMap<>();
        try (var packaged = Objects.requireNonNull(Wordings.class.getResourceAsStream("/answers.json"))) {
            read(packaged, byDay);
        }
        if (config.file().isPresent()) {
            try (var file = Files.newInputStream(config.file().get())) {
                read(file, byDay);
            }
        }
        periods = new Dated<>(byDay);
    }

    Texts at(Instant moment, Language language) {
        return Objects.requireNonNull(periods.at(moment).get(language), "every table has both languages");
    }

    private static void read(InputStream file, Map<LocalDate, Map<Language, Texts>> byDay) throws IOException {
        for (var table : JSON.readValue(file, TablesFile.class).tables()) {
            if (!table.texts().keySet().containsAll(List.of(Language.values()))) {
                throw new IOException("the wordings of " + table.validFrom() + " lack a language");
            }
            byDay.put(table.validFrom(), table.texts());
        }
    }
}
