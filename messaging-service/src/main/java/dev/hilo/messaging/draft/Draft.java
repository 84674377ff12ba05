package dev.hilo.messaging.draft;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** What one agent has begun to write in one thread. */
@Entity
@Table(name = "draft")
class Draft {

    @Id
    private UUID id;

    @Column(name = "thread_id")
    private UUID threadId;

    @Column(name = "user_name")
    private String user;

    private String body;

    @Version
    private long version;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    Draft() {
    }

    static Draft begun(UUID id, UUID threadId, String user) {
        var draft = new Draft();
        draft.id = id;
        draft.threadId = threadId;
        draft.user = user;
        return draft;
    }

    void write(String text, Instant at) {
        body = text;
        updatedAt = at;
    }

    String body() {
        return body;
    }

    /** 1 for the first text; 0 is the version of a draft that was never written. */
    long version() {
        return version + 1;
    }
}
