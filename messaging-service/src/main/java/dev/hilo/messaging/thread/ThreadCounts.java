package dev.hilo.messaging.thread;

/**
 * How many conversations each tab of the list holds, for one caller.
 *
 * @param all open and snoozed ones
 * @param mine assigned to the caller
 * @param unassigned of nobody, those that only a team has included
 * @param unread with something that the caller has not read
 * @param unanswered whose contact waits for an answer of anybody's
 * @param snoozed put off until later; they are in the others too
 */
public record ThreadCounts(long all, long mine, long unassigned, long unread, long unanswered, long closed,
        long snoozed) {
}
