package dev.hilo.provisioning.number;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param teams all teams that the number shall belong to; none makes it the managers' alone */
record TeamsRequest(@NotNull @Size(max = 50) List<@TeamName String> teams) {
}
