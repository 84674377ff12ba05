package dev.hilo.messaging.workspace;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages what to read again. Told in the transaction of the change; call {@link #published} when it has committed.
 */
@ApplicationScoped
public class Workspace {

    /** What people share. */
    public enum Part {
        LABELS, TEMPLATES, HOURS, PEOPLE, CONTACT_FIELDS, VIEWS, PUSH;

        String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What changed, and whom it concerns: everybody when neither is named.
     *
     * @param user one person's windows
     * @param team its members and managers
     */
    public record News(Part part, @Nullable String user, @Nullable String team) {

        public static News ofAll(Part part) {
            return new News(part, null, null);
        }

        public static News ofUser(Part part, String user) {
            return new News(part, user, null);
        }

        /** @param team absent for everybody */
        public static News ofTeam(Part part, @Nullable String team) {
            return new News(part, null, team);
        }
    }

    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Workspace(Outbox outbox, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Within the connection's open transaction. */
    public Uni<Void> tell(SqlConnection transaction, News... news) {
        return outbox.append(transaction, batch(news));
    }

    /** Within a Hibernate session's transaction. */
    public Uni<Void> tell(Mutiny.Session session, News... news) {
        return outbox.append(session, batch(news));
    }

    /** After the commit: it leaves now instead of at the relay's next look. */
    public void published() {
        outbox.published();
    }

    private Outbox.Batch batch(News... news) {
        var batch = new Outbox.Batch();
        for (var one : news) {
            var _ = batch.add(Topics.WORKSPACE_CHANGES, one.part().wire(), new WorkspaceChange(ids.next(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS), one.part().wire(), one.user(), one.team()));
        }
        return batch;
    }
}
