package dev.hilo.provisioning.number;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.carrier.CarrierWebhook;
import dev.hilo.provisioning.carrier.NumberList;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Compares all active numbers with what the carrier has. One list serves for all of them; a number that it does not name
 * is asked for by itself before it counts as lost, since the carrier may cut a list off without a word. What the carrier
 * says differently from last time is told to everybody at once: a number whose SMS was switched off cannot send.
 */
@ApplicationScoped
class WatchDrift {

    private static final Logger LOG = Logger.getLogger(WatchDrift.class);

    private static final int RETRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final OurNumberRows rows;
    private final Numbers numbers;
    private final DriftRows drift;
    private final CompareNumber compareNumber;
    private final Carrier carrier;
    private final OurWebhook webhook;
    private final Outbox outbox;
    private final DriftConfig config;
    private final Clock clock;

    WatchDrift(OurNumberRows rows, Numbers numbers, DriftRows drift, CompareNumber compareNumber, Carrier carrier,
            OurWebhook webhook, Outbox outbox, DriftConfig config, Clock clock) {
        this.rows = rows;
        this.numbers = numbers;
        this.drift = drift;
        this.compareNumber = compareNumber;
        this.carrier = carrier;
        this.webhook = webhook;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with a {@link CarrierFailure}; the last comparison then stands. */
    Uni<DriftReport> compareAll() {
        return Uni.combine().all()
                .unis(asked(carrier::allNumbers), asked(() -> carrier.webhooks(webhook.name())),
                        Panache.withSession(rows::listAll))
                .asTuple()
                .chain(read -> confirmed(read.getItem1(), active(read.getItem3()))
                        .call(found -> tell(active(read.getItem3()), found))
                        .map(found -> report(read.getItem1(), read.getItem3(), found, read.getItem2())))
                .call(report -> drift.replace(report, clock.instant()));
    }

    private static List<OurNumber> active(List<OurNumber> all) {
        return all.stream().filter(number -> number.state() == NumberState.ACTIVE).toList();
    }

    private Uni<Map<PhoneNumber, CarrierNumber>> confirmed(NumberList list, List<OurNumber> active) {
        Map<PhoneNumber, CarrierNumber> found = new HashMap<>();
        list.numbers().forEach(number -> found.put(number.did(), number));
        return Multi.createFrom().iterable(active).filter(number -> !found.containsKey(number.did()))
                .onItem().transformToUni(number -> asked(() -> carrier.numbers(number.did())))
                .merge(config.confirming())
                .collect().asList()
                .map(asked -> {
                    asked.forEach(answer -> answer.forEach(number -> found.put(number.did(), number)));
                    return found;
                });
    }

    /** One stumble among many questions is no reason to ask them all again. */
    private static <T> Uni<T> asked(Supplier<Uni<T>> question) {
        return Uni.createFrom().deferred(question::get).onFailure(WatchDrift::mayPass).retry()
                .withBackOff(PAUSE, LONGEST_PAUSE).atMost(RETRIES);
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof CarrierFailure trouble && switch (trouble.kind()) {
            case NOT_SENT, UNCERTAIN, BUSY -> true;
            case UNAUTHORIZED, NOT_FOUND, CONFLICT, REFUSED -> false;
        };
    }

    private Uni<Void> tell(List<OurNumber> active, Map<PhoneNumber, CarrierNumber> found) {
        var changed = active.stream().flatMap(number -> Optional.ofNullable(found.get(number.did()))
                .filter(actual -> !number.knows(actual)).stream()).toList();
        return Multi.createFrom().iterable(changed)
                .onItem().transformToUniAndConcatenate(actual -> Panache.withTransaction(
                        () -> rows.lock(actual.did()).chain(number -> number.state() == NumberState.ACTIVE
                                ? numbers.read(actual.did(), actual)
                                : Uni.createFrom().voidItem())))
                .collect().last().replaceWithVoid()
                .invoke(outbox::published);
    }

    private DriftReport report(NumberList list, List<OurNumber> known, Map<PhoneNumber, CarrierNumber> found,
            List<CarrierWebhook> hooks) {
        var now = clock.instant();
        var drifted = active(known).stream()
                .map(number -> compareNumber.compare(number,
                        Optional.ofNullable(found.get(number.did())).stream().toList(), hooks))
                .filter(DriftView::drifted).toList();
        if (!drifted.isEmpty()) {
            LOG.warnf("%d of our numbers differ from what is wanted at the carrier", drifted.size());
        }
        if (!list.complete()) {
            LOG.warn("the carrier's list of numbers may have been cut off: raise hilo.carrier.list-limit");
        }
        return new DriftReport(now, list.complete(), unmanagedOf(list, known).size(), drifted);
    }

    /** Numbers of the account that we do not manage, by number. */
    static List<CarrierNumber> unmanagedOf(NumberList list, List<OurNumber> known) {
        var ours = new HashSet<PhoneNumber>();
        known.stream().filter(number -> number.state() != NumberState.RELEASED)
                .forEach(number -> ours.add(number.did()));
        return list.numbers().stream().filter(number -> !ours.contains(number.did()))
                .sorted((a, b) -> a.did().compareTo(b.did())).toList();
    }
}
