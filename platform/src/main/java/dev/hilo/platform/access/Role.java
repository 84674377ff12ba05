package dev.hilo.platform.access;

import java.util.Locale;
import java.util.Optional;

/** What a person may do, from the token; each can do what the one before it can. */
public enum Role {
    /** Works in the numbers of their teams. */
    AGENT,
    /** Sees every number and changes numbers, campaigns and labels. */
    MANAGER,
    /** Also replays, exports and audits. */
    ADMIN;

    static Optional<Role> named(String name) {
        for (var role : values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
