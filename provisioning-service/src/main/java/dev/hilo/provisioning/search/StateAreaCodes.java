package dev.hilo.provisioning.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Which area codes a state has, for the carrier searches by area code only. Data with a date: {@code area-codes.csv}. */
final class StateAreaCodes {

    private static final Map<String, List<Integer>> BY_STATE = read();

    private StateAreaCodes() {
    }

    /** Empty for a state that there is not. */
    static List<Integer> of(String state) {
        return BY_STATE.getOrDefault(state.toUpperCase(Locale.ROOT), List.of());
    }

    static Map<String, List<Integer>> all() {
        return BY_STATE;
    }

    private static Map<String, List<Integer>> read() {
        try (var file = Objects.requireNonNull(StateAreaCodes.class.getResourceAsStream("area-codes.csv"))) {
            Map<String, List<Integer>> read = new TreeMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> read.put(line.substring(0, 2), codes(line.substring(3))));
            return Map.copyOf(read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("area-codes.csv cannot be read", unreadable);
        }
    }

    private static List<Integer> codes(String list) {
        return Arrays.stream(list.strip().split(" ", -1)).map(Integer::valueOf).toList();
    }
}
