package dev.hilo.provisioning.carrier;

import java.util.List;

/**
 * The account's numbers.
 *
 * @param complete false when as many came as were asked for: there may be more, and absence proves nothing
 */
public record NumberList(List<CarrierNumber> numbers, boolean complete) {
}
