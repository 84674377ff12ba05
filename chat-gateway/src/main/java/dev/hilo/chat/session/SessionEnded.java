package dev.hilo.chat.session;

/**
 * Somebody signed out, here or at the provider: whatever any gateway does for the session ends.
 *
 * @param session {@link Session#hash} of it
 */
public record SessionEnded(String session) {
}
