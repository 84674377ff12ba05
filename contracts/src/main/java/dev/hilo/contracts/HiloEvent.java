package dev.hilo.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * What every value on a topic has. The wire name of the record, with its version, stands in the JSON member
 * {@code type} ({@code message.received.v1}); a record only ever gains members that may be absent.
 */
public interface HiloEvent {

    /** UUIDv7, or derived from the delivery it was parsed from; consumers recognise a repeat by it. */
    UUID id();

    /** When it happened, in UTC. */
    Instant occurredAt();
}
