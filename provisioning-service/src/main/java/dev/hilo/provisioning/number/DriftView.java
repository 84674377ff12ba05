package dev.hilo.provisioning.number;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the carrier has, beside what we want.
 *
 * @param owned whether the carrier says that the number is ours; no fields when it is not
 * @param drifted whether anything differs, or the number is not ours although it should be
 */
@Schema(name = "Drift")
record DriftView(String did, Instant readAt, boolean owned, boolean drifted, List<FieldCheck> fields) {
}
