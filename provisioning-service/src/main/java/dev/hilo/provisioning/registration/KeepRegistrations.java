package dev.hilo.provisioning.registration;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.campaign.CampaignWatcher;
import dev.hilo.provisioning.campaign.ListedCampaigns;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Opens, changes and forgets check-lists, and ticks the last line of those whose campaign the carrier lists. */
@ApplicationScoped
class KeepRegistrations implements CampaignWatcher {

    private final Pool database;
    private final RegistrationRows rows;
    private final ListedCampaigns listedCampaigns;
    private final Idempotency idempotency;
    private final Clock clock;
    private final Ids ids;

    KeepRegistrations(Pool database, RegistrationRows rows, ListedCampaigns listedCampaigns, Idempotency idempotency,
            Clock clock, Ids ids) {
        this.database = database;
        this.rows = rows;
        this.listedCampaigns = listedCampaigns;
        this.idempotency = idempotency;
        this.clock = clock;
        this.ids = ids;
    }

    Uni<List<Registration>> all() {
        return rows.all(database);
    }

    /** Fails with a problem 404 when there is none. */
    Uni<Registration> require(UUID id) {
        return rows.find(database, id).map(KeepRegistrations::only);
    }

    Uni<Answer> open(OpenRequest request, String by, KeyedRequest keyed) {
        return listedCampaigns.ids().chain(listed -> database.withTransaction(transaction -> idempotency
                .once(transaction, keyed, 201, () -> store(transaction,
                        Registration.opened(ids.next(), request, by, clock.instant()), listed))));
    }

    /** Fails with a problem 404 when there is none. */
    Uni<Registration> change(UUID id, ChangeRequest request, String by) {
        return listedCampaigns.ids().chain(listed -> database.withTransaction(transaction -> rows.lock(transaction, id)
                .map(found -> only(found).changed(request, by, clock.instant()))
                .chain(changed -> store(transaction, changed, listed))));
    }

    /** Fails with a problem 404 when there is none. */
    Uni<Void> forget(UUID id) {
        return rows.delete(database, id).invoke(was -> {
            if (!was) {
                throw none();
            }
        }).replaceWithVoid();
    }

    @Override
    public Uni<Void> listed(Set<String> campaigns) {
        return database.withTransaction(transaction -> rows.lockOpen(transaction, campaigns)
                .chain(found -> Multi.createFrom().iterable(found).filter(Registration::awaitsListing)
                        .onItem().transformToUniAndConcatenate(one -> store(transaction, one, campaigns))
                        .collect().last().replaceWithVoid()));
    }

    private Uni<Registration> store(SqlConnection transaction, Registration one, Set<String> listed) {
        var now = one.awaitsListing() && one.campaignId() != null && listed.contains(one.campaignId())
                ? one.listed(clock.instant())
                : one;
        return rows.store(transaction, now).replaceWith(now);
    }

    private static Registration only(List<Registration> found) {
        return found.stream().findFirst().orElseThrow(KeepRegistrations::none);
    }

    private static ProblemException none() {
        return ProblemException.of(CommonProblem.NOT_FOUND, "There is no such registration");
    }
}
