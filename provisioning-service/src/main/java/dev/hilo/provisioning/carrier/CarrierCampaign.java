package dev.hilo.provisioning.carrier;

import org.jspecify.annotations.Nullable;

/**
 * A 10DLC campaign as listed.
 *
 * @param brand the brand's name, null when not listed
 * @param numbers how many numbers are assigned to it
 * @param approved also true where the carrier does not say
 */
public record CarrierCampaign(String id, @Nullable String brand, int numbers, boolean approved) {
}
