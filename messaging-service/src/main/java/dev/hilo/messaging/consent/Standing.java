package dev.hilo.messaging.consent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ThreadView;

/** All that one contact asks of our numbers, and what of it concerns a number that would write to them. */
final class Standing {

    private final List<Wish> wishes;

    Standing(Collection<Wish> wishes) {
        this.wishes = new ArrayList<>(wishes);
    }

    /** What counts for a number: silence before perhaps silence, its own before another's, the older first. */
    Optional<Wish> concerning(Sender writing, Scope scope) {
        return wishes.stream().filter(wish -> scope.covers(wish.sender(), writing))
                .min(Comparator.comparing(Wish::asked)
                        .thenComparing(wish -> !wish.sender().did().equals(writing.did()))
                        .thenComparing(Wish::since));
    }

    boolean silences(Sender writing, Scope scope) {
        return concerning(writing, scope).filter(wish -> wish.asked() == ThreadView.Asked.OPT_OUT).isPresent();
    }

    List<Wish> all(Sender writing, Scope scope) {
        return wishes.stream().filter(wish -> scope.covers(wish.sender(), writing)).toList();
    }

    Optional<Wish> of(PhoneNumber did) {
        return wishes.stream().filter(wish -> wish.sender().did().equals(did)).findFirst();
    }

    void put(Wish wish) {
        remove(wish);
        wishes.add(wish);
    }

    void remove(Wish wish) {
        wishes.removeIf(old -> old.sender().did().equals(wish.sender().did()));
    }
}
