package dev.hilo.messaging.template;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

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
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** All templates. A change, its record and the word that tells pages of it are one transaction. */
@ApplicationScoped
class Templates implements PanacheRepositoryBase<Template, UUID> {

    static final int MOST = 2_000;

    /**
     * @param team whose it is; absent for all
     * @param version what a change must name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TemplateView(UUID id, @Nullable String team, String shortcut, String title, String body, long version,
            String updatedBy, Instant updatedAt) {

        static TemplateView of(Template template) {
            var content = template.content();
            return new TemplateView(template.id(), content.team(), content.shortcut(), content.title(), content.body(),
                    template.version(), template.updatedBy(), template.updatedAt());
        }
    }

    private final Audit audit;
    private final Workspace workspace;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    Templates(Audit audit, Workspace workspace, Idempotency idempotency, Ids ids, Clock clock) {
        this.audit = audit;
        this.workspace = workspace;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** Those of all and those of the caller's teams, by their shortcuts; managers have all of them. */
    Uni<List<TemplateView>> list(Caller caller) {
        return Panache.withSession(() -> list("from Template t order by lower(t.shortcut), t.id"))
                .map(all -> all.stream().filter(template -> isFor(caller, template.content().team()))
                        .map(TemplateView::of).toList());
    }

    Uni<Answer> create(Caller caller, TemplateContent content, KeyedRequest keyed) {
        return changing(session -> idempotency.once(session, keyed, () -> requireRoom()
                .chain(() -> requireFree(content, null))
                .chain(() -> {
                    var template = Template.begun(ids.next());
                    template.become(content, caller.user(), now());
                    return persist(template);
                })
                .call(template -> told(session, caller, Audited.TEMPLATE_CREATED, null, template.content()))
                .map(template -> idempotency.answer(201, TemplateView.of(template)))));
    }

    Uni<TemplateView> change(Caller caller, UUID id, TemplateContent content, long version) {
        return changing(session -> require(id).chain(template -> {
            if (template.version() != version) {
                throw ProblemException.of(CommonProblem.CONFLICT, "the template was changed meanwhile",
                        Map.of("template", TemplateView.of(template)));
            }
            var before = template.content();
            if (before.equals(content)) {
                return Uni.createFrom().item(TemplateView.of(template));
            }
            return requireFree(content, id).chain(() -> {
                template.become(content, caller.user(), now());
                return told(session, caller, Audited.TEMPLATE_CHANGED, before, content);
            }).replaceWith(() -> TemplateView.of(template));
        }));
    }

    Uni<Void> delete(Caller caller, UUID id) {
        return changing(session -> require(id).chain(template -> delete(template)
                .chain(() -> told(session, caller, Audited.TEMPLATE_DELETED, template.content(), null))));
    }

    private Uni<Void> told(Mutiny.Session session, Caller caller, Audited what, @Nullable TemplateContent before,
            @Nullable TemplateContent after) {
        var subject = Objects.requireNonNull(after == null ? before : after).shortcut();
        return session.flush()
                .chain(() -> audit.record(session, new Audit.Change(caller.user(), what, subject, before, after)))
                .chain(() -> workspace.tell(session, news(before, after)));
    }

    /** To whoever has it now, and to whoever had it. */
    private static Workspace.News[] news(@Nullable TemplateContent before, @Nullable TemplateContent after) {
        if (before == null || after == null || Objects.equals(before.team(), after.team())) {
            var team = Objects.requireNonNull(after == null ? before : after).team();
            return new Workspace.News[]{Workspace.News.ofTeam(Workspace.Part.TEMPLATES, team)};
        }
        return before.team() == null || after.team() == null
                ? new Workspace.News[]{Workspace.News.ofAll(Workspace.Part.TEMPLATES)}
                : new Workspace.News[]{Workspace.News.ofTeam(Workspace.Part.TEMPLATES, before.team()),
                        Workspace.News.ofTeam(Workspace.Part.TEMPLATES, after.team())};
    }

    private <T extends @Nullable Object> Uni<T> changing(Function<Mutiny.Session, Uni<T>> change) {
        return Panache.withTransaction(() -> Panache.getSession().chain(change::apply))
                .invoke(workspace::published)
                .onFailure(Templates::lostARace).transform(_ -> ProblemException.of(CommonProblem.CONFLICT,
                        "somebody else changed the templates at the same moment"));
    }

    private Uni<Template> require(UUID id) {
        return findById(id).onItem().ifNull()
                .failWith(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such template"));
    }

    private Uni<Void> requireRoom() {
        return count().invoke(there -> {
            if (there >= MOST) {
                throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/title", "there are " + MOST + " templates");
            }
        }).replaceWithVoid();
    }

    private Uni<Void> requireFree(TemplateContent content, @Nullable UUID except) {
        return list("lower(shortcut) = lower(?1)", content.shortcut()).invoke(those -> {
            if (those.stream().anyMatch(one -> !one.id().equals(except)
                    && Objects.equals(one.content().team(), content.team()))) {
                throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/shortcut",
                        "another template has this shortcut");
            }
        }).replaceWithVoid();
    }

    private static boolean isFor(Caller caller, @Nullable String team) {
        return team == null || caller.isManager() || caller.teams().contains(team);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean lostARace(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException
                || failure instanceof ConstraintViolationException
                || (failure.getCause() != null && lostARace(failure.getCause()));
    }
}
