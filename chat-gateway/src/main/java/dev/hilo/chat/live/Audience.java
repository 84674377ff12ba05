package dev.hilo.chat.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.access.Caller;

/**
 * Who may see which number right now. {@link Caller#maySee} decides; this remembers its answers, so that an event is not
 * put to every socket there is. Not safe for several threads.
 *
 * @param <M> a member: a socket that said hello
 */
final class Audience<M> {

    private static final int EVERYTHING = -1;
    private static final int NOTHING = 1;

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

    /**
     * A fingerprint of the numbers that a member may see: the same at every gateway, another one when a number comes or
     * goes. Whoever sees everything sees it whatever comes.
     */
    int viewOf(M member) {
        if (seeingAll.contains(member)) {
            return EVERYTHING;
        }
        var view = NOTHING;
        for (var number : byNumber.entrySet()) {
            if (number.getValue().contains(member)) {
                // A sum, since it does not matter in which order we heard of them.
                view += mixed(number.getKey().value().hashCode());
            }
        }
        return view;
    }

    /** Neighbouring numbers have neighbouring hashes, whose sums would meet (the finalizer of MurmurHash3). */
    private static int mixed(int hash) {
        var mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    /** Those who see everything: managers and admins. */
    Set<M> seeingAll() {
        return seeingAll;
    }

    /** Those who see it because it is their teams'. */
    Set<M> agentsSeeing(PhoneNumber number) {
        return byNumber.getOrDefault(number, Set.of());
    }

    /** Those of one team, whatever they see. */
    Stream<M> inTeam(String team) {
        return members.entrySet().stream().filter(member -> member.getValue().teams().contains(team))
                .map(Map.Entry::getKey);
    }

    /** All who said hello. */
    Set<M> everybody() {
        return members.keySet();
    }

    /** Those who may see it, and those who see everything. */
    List<Set<M>> of(PhoneNumber number) {
        return List.of(seeingAll, agentsSeeing(number));
    }

    private static boolean seesAll(Caller caller) {
        return caller.maySee(List.of());
    }
}
