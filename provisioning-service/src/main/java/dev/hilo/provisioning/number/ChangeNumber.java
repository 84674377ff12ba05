package dev.hilo.provisioning.number;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Changes what is ours alone to say of a number: its name, its colour, its teams. The carrier is not asked. */
@ApplicationScoped
class ChangeNumber {

    private final OurNumberRows rows;
    private final Numbers numbers;
    private final Outbox outbox;
    private final Clock clock;

    ChangeNumber(OurNumberRows rows, Numbers numbers, Outbox outbox, Clock clock) {
        this.rows = rows;
        this.numbers = numbers;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<OurNumber> teams(PhoneNumber did, List<String> teams) {
        return change(did, number -> number.give(teams, clock.instant()));
    }

    Uni<OurNumber> name(PhoneNumber did, String name, @Nullable String color) {
        return change(did, number -> number.rename(name, color, clock.instant()));
    }

    private Uni<OurNumber> change(PhoneNumber did, Consumer<OurNumber> change) {
        return Panache.withTransaction(() -> rows.lock(did).invoke(change).call(numbers::tell))
                .invoke(outbox::published);
    }
}
