package dev.hilo.platform.identity;

import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;

/** Gives out new ids. */
@FunctionalInterface
public interface Ids {

    /** A UUIDv7: its order is the order in which ids were given out, to the millisecond. */
    UUID next();

    /**
     * The id of something that follows from something else, the same each time it is derived (UUIDv5): reading one
     * delivery twice gives one message.
     */
    static UUID derived(UUID from, String what) {
        return UuidCreator.getNameBasedSha1(from, what);
    }
}
