package dev.hilo.messaging.outbound;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.messaging.outbound.Claims.Claim;
import dev.hilo.messaging.pacing.Buckets;
import dev.hilo.messaging.pacing.Routes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Gives a day back what a claim took of it, when the carrier provably has no text for it: an hour in which the carrier
 * cannot be reached must not use the day up.
 */
@ApplicationScoped
class Unspent {

    private final Routes routes;
    private final Buckets buckets;

    Unspent(Routes routes, Buckets buckets) {
        this.routes = routes;
        this.buckets = buckets;
    }

    /** Last in the transaction, as everything that locks buckets. */
    Uni<Void> giveBack(SqlConnection transaction, List<Claim> claims) {
        return routes.known(transaction, claims.stream().map(claim -> claim.message().from()).toList())
                .chain(known -> buckets.giveBack(transaction, claims.stream()
                        .map(claim -> new Buckets.Unsent(known.of(claim.message().from()).day(), claim.segments(),
                                claim.slot()))
                        .toList()));
    }
}
