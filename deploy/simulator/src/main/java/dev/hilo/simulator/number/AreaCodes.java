package dev.hilo.simulator.number;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** State and rate centres of an area code: a table for the best known, something plausible for the rest. */
final class AreaCodes {

    private static final List<Area> ELSEWHERE = List.of(new Area("OH", List.of("COLUMBUS", "DAYTON")),
            new Area("MO", List.of("KANSAS CITY", "ST LOUIS")), new Area("WI", List.of("MILWAUKEE", "MADISON")),
            new Area("OK", List.of("TULSA", "NORMAN")), new Area("VA", List.of("RICHMOND", "NORFOLK")),
            new Area("NC", List.of("RALEIGH", "DURHAM")), new Area("KY", List.of("LOUISVILLE", "LEXINGTON")));

    private final Map<Integer, Area> table = new HashMap<>();

    /** @param rateCenters in capitals, as the live API writes them */
    record Area(String state, List<String> rateCenters) {
    }

    AreaCodes() {
        lines().stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            var cells = line.split(",", -1);
            table.put(Integer.valueOf(cells[0]), new Area(cells[1], List.of(cells[2].split("\\|", -1))));
        });
    }

    Area of(int npa) {
        return table.getOrDefault(npa, ELSEWHERE.get(npa % ELSEWHERE.size()));
    }

    private static List<String> lines() {
        try (var in = Objects.requireNonNull(AreaCodes.class.getResourceAsStream("area-codes.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
