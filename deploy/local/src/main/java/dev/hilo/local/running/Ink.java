package dev.hilo.local.running;

import java.util.List;

/** Colours for a terminal; without one, plain text. */
public enum Ink {
    PLAIN(false), COLOURED(true);

    private static final List<String> FOR_PARTS = List.of("36", "35", "34", "32", "33", "96", "95", "94", "92");

    private final boolean coloured;

    Ink(boolean coloured) {
        this.coloured = coloured;
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("1;31", text);
    }

    public String warning(String text) {
        return paint("33", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /** Each part keeps its colour. */
    public String part(String name, String text) {
        return paint(FOR_PARTS.get(Math.floorMod(name.hashCode(), FOR_PARTS.size())), text);
    }

    private String paint(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
