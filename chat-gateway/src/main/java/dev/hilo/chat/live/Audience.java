package dev.hilo.chat.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.access.Caller;

/**
 * Who may see which number right now. {@link Caller#maySee} decides; this remembers its answers, so that an event is not
 * put to every socket there is. Not safe for several threads.
 *
 * @param <M> a member: a socket that said hello
 */
final class Audience<M> {

    private final Function<PhoneNumber, List<String>> teamsOf;
    private final Map<M, Caller> members = new HashMap<>();
    private final Set<M> seeingAll = new LinkedHashSet<>();
    private final Map<PhoneNumber, Set<M>> byNumber = new HashMap<>();

    /** @param teamsOf the directory */
    Audience(Function<PhoneNumber, List<String>> teamsOf) {
        this.teamsOf = teamsOf;
    }

    /** @param numbers all that the directory knows */
    void join(M member, Caller caller, Collection<PhoneNumber> numbers) {
        members.put(member, caller);
        if (seesAll(caller)) {
            seeingAll.add(member);
            return;
        }
        for (var number : numbers) {
            if (caller.maySee(teamsOf.apply(number))) {
                byNumber.computeIfAbsent(number, did -> new LinkedHashSet<>()).add(member);
            }
        }
    }

    void leave(M member) {
        members.remove(member);
        seeingAll.remove(member);
        byNumber.values().removeIf(seeing -> seeing.remove(member) && seeing.isEmpty());
    }

    /**
     * The teams of a number are others now.
     *
     * @return whose view became wider or narrower
     */
    Set<M> numberChanged(PhoneNumber number) {
        Set<M> before = byNumber.getOrDefault(number, Set.of());
        Set<M> now = new LinkedHashSet<>();
        var teams = teamsOf.apply(number);
        members.forEach((member, caller) -> {
            if (!seesAll(caller) && caller.maySee(teams)) {
                now.add(member);
            }
        });
        Set<M> changed = new HashSet<>(before);
        changed.addAll(now);
        changed.removeIf(member -> before.contains(member) && now.contains(member));
        if (now.isEmpty()) {
            byNumber.remove(number);
        } else {
            byNumber.put(number, now);
        }
        return changed;
    }

    boolean maySee(M member, PhoneNumber number) {
        var caller = members.get(member);
        return caller != null && caller.maySee(teamsOf.apply(number));
    }

    /** Those who may see it, and those who see everything. */
    List<Set<M>> of(PhoneNumber number) {
        return List.of(seeingAll, byNumber.getOrDefault(number, Set.of()));
    }

    private static boolean seesAll(Caller caller) {
        return caller.maySee(List.of());
    }
}
