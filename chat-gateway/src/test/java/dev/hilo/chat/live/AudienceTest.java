package dev.hilo.chat.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.access.Caller;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AudienceTest {

    private static final PhoneNumber SUPPORT = PhoneNumber.of("+17865551234");
    private static final PhoneNumber SALES = PhoneNumber.of("+17865550100");
    private static final PhoneNumber UNCLAIMED = PhoneNumber.of("+17865550199");

    private final Map<PhoneNumber, List<String>> teams = new HashMap<>(
            Map.of(SUPPORT, List.of("support"), SALES, List.of("sales")));
    private final Audience<String> audience = new Audience<>(did -> teams.getOrDefault(did, List.of()));

    @Test
    void anAgentIsInTheAudienceOfTheirTeamsNumbersAndAManagerInAll() {
        join("ana", "agent", "support");
        join("marta", "manager");
        join("nobody", "visitor", "support");

        assertThat(of(SUPPORT)).containsExactlyInAnyOrder("ana", "marta");
        assertThat(of(SALES)).containsExactly("marta");
        assertThat(of(UNCLAIMED)).containsExactly("marta");
    }

    @Test
    void aNumberThatChangesTeamsLeavesOneAudienceAndJoinsAnother() {
        join("ana", "agent", "support");
        join("leo", "agent", "sales");
        join("both", "agent", "support", "sales");
        join("marta", "manager");

        teams.put(SUPPORT, List.of("sales"));

        assertThat(audience.numberChanged(SUPPORT)).containsExactlyInAnyOrder("ana", "leo");
        assertThat(of(SUPPORT)).containsExactlyInAnyOrder("leo", "both", "marta");
        assertThat(audience.maySee("ana", SUPPORT)).isFalse();
        assertThat(audience.numberChanged(SUPPORT)).isEmpty();
    }

    @Test
    void whoLeftIsInNoAudience() {
        join("ana", "agent", "support");
        join("marta", "manager");
        audience.leave("ana");
        audience.leave("marta");

        assertThat(of(SUPPORT)).isEmpty();
        assertThat(audience.maySee("marta", SUPPORT)).isFalse();
    }

    @Test
    void alwaysSaysWhatTheOneDecisionSays() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var names = List.of("support", "sales", "night");
        Map<String, Caller> callers = new HashMap<>();
        for (var step = 0; step < 2000; step++) {
            var member = "m" + random.nextInt(12);
            var did = List.of(SUPPORT, SALES, UNCLAIMED).get(random.nextInt(3));
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (!callers.containsKey(member)) {
                        var caller = Caller.of(member, List.of(random.nextInt(4) == 0 ? "manager" : "agent"),
                                List.of(names.get(random.nextInt(3))));
                        callers.put(member, caller);
                        audience.join(member, caller, teams.keySet());
                    }
                }
                case 1 -> {
                    callers.remove(member);
                    audience.leave(member);
                }
                default -> {
                    teams.put(did, random.nextBoolean() ? List.of() : List.of(names.get(random.nextInt(3))));
                    var _ = audience.numberChanged(did);
                }
            }
            for (var number : List.of(SUPPORT, SALES, UNCLAIMED)) {
                var expected = callers.entrySet().stream()
                        .filter(entry -> entry.getValue().maySee(teams.getOrDefault(number, List.of())))
                        .map(Map.Entry::getKey).toList();
                assertThat(of(number)).as("seed %d step %d", seed, step).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private void join(String member, String role, String... groups) {
        audience.join(member, Caller.of(member, List.of(role), List.of(groups)), teams.keySet());
    }

    private List<String> of(PhoneNumber number) {
        return audience.of(number).stream().flatMap(Set::stream).toList();
    }
}
