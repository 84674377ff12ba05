package dev.hilo.chat.session;

/**
 * Somebody signed out here: what else this gateway does for the session ends.
 *
 * @param sessionId the provider's id of it
 */
public record SessionEnded(String sessionId) {
}
