package dev.hilo.local.seed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is said in one language: conversations with slots, and what the slots are filled with. */
final class Talk {

    enum Speaker {
        CONTACT, AGENT, NOTE
    }

    record Line(Speaker speaker, String text) {
    }

    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final String CODE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int CODE_LENGTH = 6;

    private final Map<String, List<String>> slots = new HashMap<>();
    private final List<List<Line>> conversations = new ArrayList<>();

    /** @param language of the resource: {@code es}, {@code en} */
    Talk(String language) {
        var file = "/seed/talk-" + language + ".txt";
        try (var in = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(Talk.class.getResourceAsStream(file), file), UTF_8))) {
            read(in.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Line> conversation(Random random) {
        return conversations.get(random.nextInt(conversations.size()));
    }

    /** Slots can hold slots no deeper than this: a line's own. */
    String fill(String text, String name, Random random) {
        var filled = new StringBuilder();
        var slot = SLOT.matcher(text);
        while (slot.find()) {
            slot.appendReplacement(filled, "");
            filled.append(value(slot.group(1), name, random));
        }
        slot.appendTail(filled);
        return Character.toUpperCase(filled.charAt(0)) + filled.substring(1);
    }

    private String value(String slot, String name, Random random) {
        return switch (slot) {
            case "order" -> String.valueOf(10_000 + random.nextInt(900_000));
            case "invoice" -> "F-" + (2_000 + random.nextInt(90_000));
            case "code" -> code(random);
            case "small" -> String.valueOf(2 + random.nextInt(9));
            case "amount" -> String.format(Locale.ROOT, "%d.%02d", 5 + random.nextInt(900), random.nextInt(100));
            case "name" -> name;
            default -> {
                var values = Objects.requireNonNull(slots.get(slot), slot);
                yield values.get(random.nextInt(values.size()));
            }
        };
    }

    private static String code(Random random) {
        var code = new StringBuilder();
        for (var i = 0; i < CODE_LENGTH; i++) {
            code.append(CODE.charAt(random.nextInt(CODE.length())));
        }
        return code.toString();
    }

    private void read(List<String> lines) {
        List<Line> conversation = new ArrayList<>();
        for (var line : lines) {
            if (line.startsWith("= ")) {
                var parts = line.substring(2).split(":", 2);
                slots.put(parts[0].strip(), Arrays.stream(parts[1].split("\\|", -1)).map(String::strip).toList());
            } else if (line.isBlank()) {
                keep(conversation);
                conversation = new ArrayList<>();
            } else if (!line.startsWith("#")) {
                conversation.add(new Line(speaker(line.charAt(0)), line.substring(2).strip()));
            }
        }
        keep(conversation);
    }

    private void keep(List<Line> conversation) {
        if (!conversation.isEmpty()) {
            conversations.add(List.copyOf(conversation));
        }
    }

    private static Speaker speaker(char letter) {
        return switch (letter) {
            case 'c' -> Speaker.CONTACT;
            case 'a' -> Speaker.AGENT;
            case 'n' -> Speaker.NOTE;
            default -> throw new IllegalArgumentException("Who speaks? " + letter);
        };
    }
}
