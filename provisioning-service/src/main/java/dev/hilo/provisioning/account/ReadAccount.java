package dev.hilo.provisioning.account;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.smallrye.mutiny.Uni;

/** Asks the carrier for the account and keeps what it says. */
@ApplicationScoped
class ReadAccount {

    private final Carrier carrier;
    private final AccountRow row;
    private final Clock clock;

    ReadAccount(Carrier carrier, AccountRow row, Clock clock) {
        this.carrier = carrier;
        this.row = row;
        this.clock = clock;
    }

    /** Fails with a {@link CarrierFailure} when the carrier cannot be asked; what it said last is kept then. */
    Uni<Void> read() {
        return carrier.account().chain(account -> row.store(account, clock.instant()));
    }

    /** As the carrier has it now, else as it had it last; fails with a {@link CarrierFailure} when it was never asked. */
    Uni<Snapshot> nowOrLast() {
        return read().chain(row::newest)
                .onFailure(CarrierFailure.class).recoverWithUni(failure -> row.newest().map(last -> {
                    if (last.checkedAt() == null) {
                        throw failure;
                    }
                    return last;
                }));
    }
}
