package dev.hilo.webhook.archive;

/**
 * Offsets of one partition.
 *
 * @param from the first
 * @param to behind the last
 */
record Range(long from, long to) {

    boolean isEmpty() {
        return from >= to;
    }
}
