package dev.hilo.messaging.template;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.jspecify.annotations.Nullable;

/** One text to be used again, and what it is called by. */
@Entity
@Table(name = "template")
class Template {

    @Id
    private UUID id;

    private @Nullable String team;

    private String shortcut;

    private String title;

    private String body;

    @Version
    private long version;

    @Column(name = "updated_by")
    private String updatedBy;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    Template() {
    }

    static Template begun(UUID id) {
        var template = new Template();
        template.id = id;
        return template;
    }

    void become(TemplateContent content, String user, Instant at) {
        team = content.team();
        shortcut = content.shortcut();
        title = content.title();
        body = content.body();
        updatedBy = user;
        updatedAt = at;
    }

    UUID id() {
        return id;
    }

    TemplateContent content() {
        return new TemplateContent(team, shortcut, title, body);
    }

    long version() {
        return version;
    }

    String updatedBy() {
        return updatedBy;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
