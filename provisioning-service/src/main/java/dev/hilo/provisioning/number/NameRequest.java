package dev.hilo.provisioning.number;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** @param color as {@code #rrggbb}, or absent for none */
record NameRequest(@NotNull @Size(max = 60) String name,
        @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "a colour is written #rrggbb") @Nullable String color) {
}
