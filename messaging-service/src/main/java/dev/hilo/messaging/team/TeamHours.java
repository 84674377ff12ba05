package dev.hilo.messaging.team;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The hours that a manager gave a team; a team without them is always there. */
@Entity
@Table(name = "team_hours")
class TeamHours {

    @Id
    private String team;

    private String zone;

    /** JSON, which only {@link Teams} reads and writes. */
    private String days;

    private String holidays;

    @Version
    private long version;

    @Column(name = "updated_by")
    private String updatedBy;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    TeamHours() {
    }

    static TeamHours of(String team) {
        var hours = new TeamHours();
        hours.team = team;
        return hours;
    }

    void become(String newZone, String newDays, String newHolidays, String user, Instant at) {
        zone = newZone;
        days = newDays;
        holidays = newHolidays;
        updatedBy = user;
        updatedAt = at;
    }

    String team() {
        return team;
    }

    String zone() {
        return zone;
    }

    String days() {
        return days;
    }

    String holidays() {
        return holidays;
    }

    /** 1 for the first hours; 0 is the version of a team that has none. */
    long version() {
        return version + 1;
    }

    String updatedBy() {
        return updatedBy;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
