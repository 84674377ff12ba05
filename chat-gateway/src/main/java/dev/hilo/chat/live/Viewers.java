package dev.hilo.chat.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Every socket that is connected, and those of each person that were greeted. */
final class Viewers {

    private final Set<Viewer> all = new HashSet<>();
    private final Map<String, Set<Viewer>> byUser = new HashMap<>();

    void add(Viewer viewer) {
        all.add(viewer);
    }

    /** @return whether it was here */
    boolean remove(Viewer viewer) {
        byUser.computeIfPresent(viewer.user(),
                (user, theirs) -> theirs.remove(viewer) && theirs.isEmpty() ? null : theirs);
        return all.remove(viewer);
    }

    void greeted(Viewer viewer) {
        byUser.computeIfAbsent(viewer.user(), user -> new HashSet<>()).add(viewer);
    }

    int count() {
        return all.size();
    }

    /** The greeted sockets of one person. */
    Set<Viewer> of(String user) {
        return byUser.getOrDefault(user, Set.of());
    }

    /** A copy, so that they may leave while it is gone through. */
    List<Viewer> those(Predicate<Viewer> which) {
        return all.stream().filter(which).toList();
    }
}
