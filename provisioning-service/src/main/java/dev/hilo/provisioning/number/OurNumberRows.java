package dev.hilo.provisioning.number;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import dev.hilo.contracts.PhoneNumber;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** The table {@code number}. */
@ApplicationScoped
class OurNumberRows implements PanacheRepositoryBase<OurNumber, String> {

    /** Makes the row when there is none; of many at once, one makes it and all go on. */
    Uni<Void> ensure(PhoneNumber did, Instant at) {
        return getSession().chain(session -> session.createNativeQuery("""
                insert into number (did, state, created_at, updated_at) values (?1, 'RELEASED', ?2, ?2)
                on conflict (did) do nothing
                """).setParameter(1, did.value()).setParameter(2, at.atOffset(ZoneOffset.UTC)).executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> forgetDrift(PhoneNumber did) {
        return getSession().chain(session -> session.createNativeQuery("delete from drift where did = ?1")
                .setParameter(1, did.value()).executeUpdate()).replaceWithVoid();
    }

    /** The row, locked until the transaction ends: whatever happens to a number happens one after the other. */
    Uni<OurNumber> lock(PhoneNumber did) {
        return findById(did.value(), LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(OwnDid::unknown);
    }

    Uni<OurNumber> require(PhoneNumber did) {
        return findById(did.value()).onItem().ifNull().failWith(OwnDid::unknown);
    }

    /** Those that are there and those that shall be, whatever becomes of the order that takes them there. */
    Uni<List<OurNumber>> inCampaign(String campaign) {
        return list("state <> ?1 and (wantedCampaign = ?2 or actualCampaign = ?2)", NumberState.RELEASED, campaign);
    }

    Uni<Map<String, Long>> perCampaign() {
        return getSession().chain(session -> session.createSelectionQuery("""
                select actualCampaign, count(did) from OurNumber
                where state <> :released and actualCampaign is not null group by actualCampaign
                """, Object[].class).setParameter("released", NumberState.RELEASED).getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toUnmodifiableMap(row -> (String) row[0], row -> (Long) row[1])));
    }

    Uni<List<OurNumber>> inState(List<NumberState> states) {
        return list("state in ?1", Sort.by("did"), states);
    }
}
