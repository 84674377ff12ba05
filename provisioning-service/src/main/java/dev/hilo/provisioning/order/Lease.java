package dev.hilo.provisioning.order;

import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;

/**
 * The right to work on an order until the lease runs out or is taken over.
 *
 * @param fence counts the leases of the order; one that came later shuts out the earlier ones
 */
record Lease(UUID order, PhoneNumber did, long fence) {
}
