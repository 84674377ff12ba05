/** Kills the provisioning service at every boundary of every step of its orders. */
package dev.hilo.faults;
