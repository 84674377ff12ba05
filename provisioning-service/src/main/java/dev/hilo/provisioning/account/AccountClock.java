package dev.hilo.provisioning.account;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import dev.hilo.provisioning.OwnContext;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has the account read when it is due, and tells the metrics what was read last, by whichever instance. */
@ApplicationScoped
class AccountClock {

    private static final Logger LOG = Logger.getLogger(AccountClock.class);

    private final ReadAccount readAccount;
    private final AccountRow row;
    private final OwnContext ownContext;
    private final AccountConfig config;
    private final Clock clock;
    private final AtomicReference<@Nullable Snapshot> seen = new AtomicReference<>();
    private final MultiGauge services;

    AccountClock(ReadAccount readAccount, AccountRow row, OwnContext ownContext, AccountConfig config,
            Clock clock, MeterRegistry meters) {
        this.readAccount = readAccount;
        this.row = row;
        this.ownContext = ownContext;
        this.config = config;
        this.clock = clock;
        var _ = Gauge.builder("hilo.carrier.balance.dollars", seen, last -> balance(last.get()))
                .description("What is left on the account at the carrier").register(meters);
        var _ = Gauge.builder("hilo.carrier.balance.low", seen, last -> low(last.get()))
                .description("1 when that is at or under the threshold").register(meters);
        var _ = Gauge.builder("hilo.carrier.account.age.seconds", seen, last -> age(last.get()))
                .description("How long ago the account was read").register(meters);
        this.services = MultiGauge.builder("hilo.carrier.service.enabled")
                .description("1 for each service of the account that is switched on").register(meters);
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(config.look(), "the account is not read", () -> ownContext.run(this::look)).begin();
    }

    private Uni<?> look() {
        return row.claim(config.every())
                .chain(mine -> mine ? readAccount.read() : Uni.createFrom().voidItem())
                .onFailure(CarrierFailure.class).recoverWithUni(failure -> {
                    LOG.infof("the account could not be read: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                })
                .chain(row::newest).invoke(this::saw);
    }

    private void saw(Snapshot snapshot) {
        var before = seen.getAndSet(snapshot);
        if (snapshot.isLow() && (before == null || !before.isLow())) {
            LOG.warn("the balance at the carrier is low; at nothing it refuses everything");
        }
        services.register(snapshot.account().services().entrySet().stream()
                .map(one -> MultiGauge.Row.of(Tags.of("service", one.getKey()), one.getValue() ? 1 : 0)).toList(),
                true);
    }

    private double age(@Nullable Snapshot last) {
        var at = last == null ? null : last.checkedAt();
        return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1000.0;
    }

    private static double balance(@Nullable Snapshot last) {
        var balance = last == null ? null : last.account().balance();
        return balance == null ? Double.NaN : balance.doubleValue();
    }

    private static double low(@Nullable Snapshot last) {
        return last != null && last.isLow() ? 1 : 0;
    }
}
