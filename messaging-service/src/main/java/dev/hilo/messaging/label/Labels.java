package dev.hilo.messaging.label;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.workspace.Workspace;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The catalogue. A change, its record and the word that tells pages of it are one transaction. */
@ApplicationScoped
public class Labels implements PanacheRepositoryBase<Label, String> {

    static final int MOST = 200;

    private static final String THREADS = """
            select l.key, count(t.id) as threads
            from label l join thread t on t.labels @> array[l.key]
            where l.deleted_at is null group by l.key
            """;

    private static final String UNKNOWN = """
            select k.key from unnest($1::text[]) k(key)
            where not exists (select from label l where l.key = k.key and l.deleted_at is null)
            """;

    /**
     * @param key what threads hold
     * @param color a word such as {@code amber}
     * @param position its place in the catalogue, from 0
     * @param version what a change names that must not undo another one
     * @param threads how many conversations have it; only where a manager asked for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LabelView(String key, String name, String color, int position, long version, @Nullable Long threads) {

        static LabelView of(Label label) {
            return new LabelView(label.key(), label.name(), label.color().wire(), label.place(), label.version(), null);
        }

        LabelView with(@Nullable Map<String, Long> counts) {
            return counts == null
                    ? this
                    : new LabelView(key, name, color, position, version, counts.getOrDefault(key, 0L));
        }
    }

    /** What the record of a change shows. */
    private record Shown(String name, String color, int position) {

        static Shown of(Label label) {
            return new Shown(label.name(), label.color().wire(), label.place());
        }
    }

    /**
     * @param position where it is to stand; absent to leave it there
     * @param version that the change is based on; absent to change whatever is there
     */
    record Wanted(String name, LabelColor color, @Nullable Integer position, @Nullable Long version) {
    }

    private final Pool database;
    private final Audit audit;
    private final Workspace workspace;
    private final Idempotency idempotency;
    private final Clock clock;

    Labels(Pool database, Audit audit, Workspace workspace, Idempotency idempotency, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.workspace = workspace;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Ends the request with each key that is in no catalogue, for whoever labels a thread. */
    public Uni<Void> requireKnown(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return database.preparedQuery(UNKNOWN).execute(Tuple.of(keys.toArray(String[]::new)))
                .invoke(unknown -> {
                    if (unknown.size() > 0) {
                        var names = new TreeSet<String>();
                        unknown.forEach(row -> names.add(row.getString("key")));
                        throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/labels",
                                "not in the catalogue: " + String.join(", ", names));
                    }
                }).replaceWithVoid();
    }

    Uni<List<LabelView>> list(boolean counted) {
        Uni<List<LabelView>> all = Panache
                .withSession(() -> living().map(found -> found.stream().map(LabelView::of).toList()));
        return counted
                ? all.chain(labels -> counts()
                        .map(counts -> labels.stream().map(label -> label.with(counts)).toList()))
                : all;
    }

    Uni<Answer> create(Caller caller, Wanted wanted, KeyedRequest keyed) {
        return changing(session -> idempotency.once(session, keyed, () -> create(session, caller, wanted)
                .map(label -> idempotency.answer(201, LabelView.of(label)))));
    }

    Uni<LabelView> change(Caller caller, String key, Wanted wanted) {
        return changing(session -> living().chain(all -> {
            var label = require(all, key);
            requireVersion(label, wanted.version());
            requireFree(all, wanted.name(), key);
            var before = Shown.of(label);
            label.become(wanted.name(), wanted.color());
            if (wanted.position() != null) {
                move(all, label, wanted.position());
            }
            return before.equals(Shown.of(label))
                    ? Uni.createFrom().item(LabelView.of(label))
                    : session.flush()
                            .chain(() -> told(session, new Audit.Change(caller.user(), Audited.LABEL_CHANGED, key,
                                    before, Shown.of(label))))
                            .replaceWith(() -> LabelView.of(label));
        }));
    }

    /** Takes it out of the catalogue; {@link SweepLabels} takes it off the threads. */
    Uni<Void> delete(Caller caller, String key) {
        return changing(session -> living().chain(all -> {
            var label = require(all, key);
            label.delete(clock.instant().truncatedTo(ChronoUnit.MICROS));
            return session.flush().chain(() -> told(session, new Audit.Change(caller.user(), Audited.LABEL_DELETED,
                    key, Shown.of(label), null)));
        }));
    }

    private Uni<Label> create(Mutiny.Session session, Caller caller, Wanted wanted) {
        return living().chain(all -> {
            if (all.size() >= MOST) {
                throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/name", "there are " + MOST + " labels");
            }
            requireFree(all, wanted.name(), null);
            return freeKey(Label.keyOf(wanted.name())).chain(key -> {
                var last = all.isEmpty() ? -1 : all.getLast().place();
                return persist(Label.made(key, wanted.name(), wanted.color(), last + 1));
            });
        }).call(label -> session.flush().chain(() -> told(session,
                new Audit.Change(caller.user(), Audited.LABEL_CREATED, label.key(), null, Shown.of(label)))));
    }

    private Uni<Void> told(Mutiny.Session session, Audit.Change change) {
        return audit.record(session, change)
                .chain(() -> workspace.tell(session, Workspace.News.ofAll(Workspace.Part.LABELS)));
    }

    private <T extends @Nullable Object> Uni<T> changing(Function<Mutiny.Session, Uni<T>> change) {
        return Panache.withTransaction(() -> Panache.getSession().chain(change::apply))
                .invoke(workspace::published)
                .onFailure(Labels::lostARace).transform(_ -> ProblemException.of(CommonProblem.CONFLICT,
                        "somebody else changed the labels at the same moment"));
    }

    private Uni<List<Label>> living() {
        return list("from Label l where l.deletedAt is null order by l.place, l.id");
    }

    /** The key, or the first of key-2, key-3 … that no label has had. */
    private Uni<String> freeKey(String key) {
        return list("from Label l where l.id = ?1 or l.id like ?2", key, key + "-%").map(taken -> {
            Set<String> keys = taken.stream().map(Label::key).collect(Collectors.toSet());
            return Stream.concat(Stream.of(key), IntStream.iterate(2, number -> number + 1)
                    .mapToObj(number -> key + "-" + number)).filter(one -> !keys.contains(one)).findFirst()
                    .orElseThrow();
        });
    }

    private Uni<Map<String, Long>> counts() {
        return database.query(THREADS).execute().map(rows -> {
            Map<String, Long> counts = new HashMap<>();
            rows.forEach(row -> counts.put(row.getString("key"), row.getLong("threads")));
            return counts;
        });
    }

    private static void move(List<Label> all, Label label, int position) {
        var order = new ArrayList<>(all);
        order.remove(label);
        order.add(Math.clamp(position, 0, order.size()), label);
        for (var place = 0; place < order.size(); place++) {
            order.get(place).moveTo(place);
        }
    }

    private static Label require(List<Label> all, String key) {
        return all.stream().filter(label -> label.key().equals(key)).findFirst()
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such label"));
    }

    private static void requireVersion(Label label, @Nullable Long version) {
        if (version != null && version != label.version()) {
            throw ProblemException.of(CommonProblem.CONFLICT, "the label was changed meanwhile",
                    Map.of("label", LabelView.of(label)));
        }
    }

    private static void requireFree(List<Label> all, String name, @Nullable String except) {
        if (all.stream().anyMatch(label -> !label.key().equals(except) && label.name().equalsIgnoreCase(name))) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/name", "another label has this name");
        }
    }

    private static boolean lostARace(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException
                || failure instanceof ConstraintViolationException
                || (failure.getCause() != null && lostARace(failure.getCause()));
    }
}
