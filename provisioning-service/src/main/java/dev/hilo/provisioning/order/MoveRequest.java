package dev.hilo.provisioning.order;

import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;

/** @param campaignId the 10DLC campaign that the number shall be in; null for none */
record MoveRequest(
        @Pattern(regexp = "[A-Za-z0-9]{1,20}", message = "a campaign has letters and digits, at most 20") @Nullable String campaignId) {
}
