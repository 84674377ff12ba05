package dev.hilo.messaging.search;

/**
 * What one page may cost.
 *
 * @param firstLook so many of the newest texts are looked at before anything is decided
 * @param mostLooks a page ends after these, full or not
 * @param fewestRead the index is not asked for less at once, since asking costs too
 * @param mostRead a page reads no more that the index gave, and ends when a good part of them did not fill it
 */
record Limits(int firstLook, int mostLooks, long fewestRead, long mostRead) {

    static final Limits USUAL = new Limits(2_000, 24_000, 150, 2_500);
}
