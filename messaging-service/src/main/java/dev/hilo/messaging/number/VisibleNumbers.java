package dev.hilo.messaging.number;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;

/**
 * Asks {@link Caller#maySee} for each of our numbers. Every query for a caller starts here: list, timeline, search,
 * media, sending, retrying.
 */
@ApplicationScoped
public class VisibleNumbers {

    private final Numbers numbers;

    VisibleNumbers(Numbers numbers) {
        this.numbers = numbers;
    }

    public Uni<Visibility> of(Caller caller) {
        if (caller.isManager()) {
            return Uni.createFrom().item(new Visibility.Everything());
        }
        return numbers.all().map(all -> new Visibility.Only(all.values().stream()
                .filter(number -> caller.maySee(number.teams()))
                .map(OwnNumber::did)
                .collect(Collectors.toUnmodifiableSet())));
    }

    /** The numbers themselves, in their order. */
    public Uni<List<OwnNumber>> list(Caller caller) {
        return of(caller).chain(visible -> numbers.all().map(all -> all.values().stream()
                .filter(number -> visible.covers(number.did()))
                .sorted(Comparator.comparing(OwnNumber::did)).toList()));
    }
}
