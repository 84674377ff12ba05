package dev.hilo.messaging.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;

/** All views of one person in their order; names differ, places are 0, 1, 2, … */
record Shelf(List<SavedView> views) {

    /** More than anybody finds again. */
    static final int MOST = 50;

    Shelf {
        views = List.copyOf(views);
    }

    Optional<SavedView> find(UUID id) {
        return views.stream().filter(view -> view.id().equals(id)).findFirst();
    }

    /**
     * With this view at its place, in place of the one with its id; a place beyond the end is the end.
     *
     * @throws ProblemException invalid-request, when another has its name or there are too many
     */
    Shelf with(SavedView view) {
        var others = without(view.id()).views();
        if (others.stream().anyMatch(other -> other.name().equalsIgnoreCase(view.name()))) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/name", "you have a view of this name");
        }
        if (others.size() >= MOST) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "", "at most " + MOST + " views");
        }
        var all = new ArrayList<>(others);
        all.add(Math.min(view.position(), all.size()), view);
        return numbered(all);
    }

    Shelf without(UUID id) {
        return numbered(views.stream().filter(view -> !view.id().equals(id)).toList());
    }

    private static Shelf numbered(List<SavedView> views) {
        var numbered = new ArrayList<SavedView>(views.size());
        for (var view : views) {
            numbered.add(view.at(numbered.size()));
        }
        return new Shelf(numbered);
    }
}
