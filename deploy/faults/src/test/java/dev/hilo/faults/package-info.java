/** Kills the messaging service wherever it can die, and counts what is left. */
package dev.hilo.faults;
