package dev.hilo.local.seed;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CourseTest {

    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
    private static final List<Person.OurNumber> NUMBERS = List.of(
            new Person.OurNumber("+17865551234", List.of("ana", "marta")),
            new Person.OurNumber("+17865550100", List.of("leo")));

    private record Written(Person person, Course.Said said) {
    }

    @Test
    void givesAsManyAsAskedForInTheOrderOfTime() throws Exception {
        var written = run(7, 40, 1_000);
        assertThat(written).hasSize(1_000).extracting(one -> one.said().at()).isSorted()
                .allMatch(at -> !at.isAfter(NOW));
        assertThat(written).extracting(one -> one.person().id).containsAll(people(written)).hasSizeGreaterThan(39);
        assertThat(people(written)).hasSize(40);
        assertThat(written.stream().map(one -> one.said().id())).doesNotHaveDuplicates();
    }

    @Test
    void numbersEachConversationWithoutAGap() throws Exception {
        for (var person : new HashSet<>(run(7, 40, 1_000).stream().map(Written::person).toList())) {
            assertThat(person.seq).isPositive();
        }
        var written = run(7, 3, 200);
        for (var person : new HashSet<>(written.stream().map(Written::person).toList())) {
            var own = written.stream().filter(one -> one.person() == person).map(one -> one.said().seq()).toList();
            assertThat(own).isEqualTo(LongStream.rangeClosed(1, person.seq).boxed().toList());
        }
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() throws Exception {
        assertThat(bodies(run(7, 20, 300))).isEqualTo(bodies(run(7, 20, 300))).isNotEqualTo(bodies(run(8, 20, 300)));
    }

    @Test
    void letsEverybodySaySomethingWhenThereIsOneTextEach() throws Exception {
        assertThat(people(run(1, 50, 50))).hasSize(50);
    }

    private static List<Written> run(long seed, int threads, int messages) throws SQLException {
        List<Written> written = new ArrayList<>();
        new Course(seed, NUMBERS, threads, messages, NOW, new HashSet<>()).run(new Course.Ledger() {
            @Override
            public void said(Person person, Course.Said said) {
                written.add(new Written(person, said));
            }

            @Override
            public void answered(Person person, String author, Instant askedAt, Instant at) {
                assertThat(at).isAfterOrEqualTo(askedAt);
            }

            @Override
            public void resolved(Person person, Instant at) {
                assertThat(person.waitingSince).isNull();
            }
        });
        return written;
    }

    private static List<String> bodies(List<Written> written) {
        return written.stream().map(one -> one.said().body()).toList();
    }

    private static Set<UUID> people(List<Written> written) {
        return new HashSet<>(written.stream().map(one -> one.person().id).toList());
    }
}
