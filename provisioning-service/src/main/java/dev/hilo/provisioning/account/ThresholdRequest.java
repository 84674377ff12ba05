package dev.hilo.provisioning.account;

import java.math.BigDecimal;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.PositiveOrZero;

import org.jspecify.annotations.Nullable;

/** @param amount US dollars; null to be warned where the carrier warns */
record ThresholdRequest(@PositiveOrZero @Digits(integer = 9, fraction = 2) @Nullable BigDecimal amount) {
}
