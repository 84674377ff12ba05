package dev.hilo.messaging.queue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who waits for the text: of two that could leave, the one in the earlier lane does. */
public enum Lane {
    /** A person writes to a person. */
    @JsonProperty("live")
    LIVE(0),
    /** One of many that nobody sits and waits for; a reserve of the day's budget is never theirs. */
    @JsonProperty("bulk")
    BULK(1);

    private final int rank;

    Lane(int rank) {
        this.rank = rank;
    }

    /** As the queue's rows have it: the smaller leaves first. */
    public int rank() {
        return rank;
    }

    public static Lane ofRank(int rank) {
        return rank == LIVE.rank ? LIVE : BULK;
    }
}
