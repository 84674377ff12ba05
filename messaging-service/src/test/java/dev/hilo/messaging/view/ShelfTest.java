package dev.hilo.messaging.view;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.hilo.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShelfTest {

    private static final Shelf EMPTY = new Shelf(List.of());

    @Test
    void placesFollowEachOtherWhateverIsAskedFor() {
        var shelf = EMPTY.with(view("a", 7)).with(view("b", 99)).with(view("c", 0));
        assertThat(shelf.views()).extracting(SavedView::name).containsExactly("c", "a", "b");
        assertThat(shelf.views()).extracting(SavedView::position).containsExactly(0, 1, 2);
    }

    @Test
    void oneThatIsReplacedMovesToItsPlace() {
        var a = view("a", 0);
        var shelf = EMPTY.with(a).with(view("b", 1)).with(view("c", 2));
        assertThat(shelf.with(a.at(2)).views()).extracting(SavedView::name).containsExactly("b", "c", "a");
        assertThat(shelf.without(a.id()).views()).extracting(SavedView::position).containsExactly(0, 1);
    }

    @Test
    void namesDifferInMoreThanTheirCase() {
        var shelf = EMPTY.with(view("Urgent", 0));
        assertThatThrownBy(() -> shelf.with(view("URGENT", 1))).isInstanceOf(ProblemException.class);
        var same = shelf.views().getFirst();
        assertThat(shelf.with(same).views()).containsExactly(same);
    }

    @Test
    void thereIsAnEnd() {
        var full = IntStream.range(0, Shelf.MOST).boxed()
                .reduce(EMPTY, (shelf, n) -> shelf.with(view("v" + n, n)), (one, _) -> one);
        assertThatThrownBy(() -> full.with(view("one more", 0))).isInstanceOf(ProblemException.class);
    }

    private static SavedView view(String name, int position) {
        return new SavedView(UUID.randomUUID(), name, "all", "activity", List.of(), List.of(), null, null, position);
    }
}
