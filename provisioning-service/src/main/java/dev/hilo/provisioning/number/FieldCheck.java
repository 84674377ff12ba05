package dev.hilo.provisioning.number;

import org.jspecify.annotations.Nullable;

/**
 * One setting of a number, wanted and as the carrier has it.
 *
 * @param wanted null when any value will do, empty when none is wanted
 * @param actual null when the carrier has none
 */
public record FieldCheck(String field, @Nullable String wanted, @Nullable String actual, boolean same) {
}
