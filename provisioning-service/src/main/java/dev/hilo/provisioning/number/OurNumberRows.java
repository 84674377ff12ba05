package dev.hilo.provisioning.number;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

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

    Uni<List<OurNumber>> inState(List<NumberState> states) {
        return list("state in ?1", Sort.by("did"), states);
    }
}
