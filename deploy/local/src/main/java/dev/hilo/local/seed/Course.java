package dev.hilo.local.seed;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Half a year of a service desk, in the order in which it happened: people who write, some of them again and again, and
 * those who answer. The same course each time for the same seed, so that it can be run once to know how each conversation
 * ends and once more to write it down.
 */
final class Course {

    /** What is written down. */
    interface Ledger {

        void said(Person person, Said said) throws SQLException;

        /** One of us answered somebody who waited. */
        void answered(Person person, String author, Instant askedAt, Instant at) throws SQLException;

        /** A case came to its end. */
        void resolved(Person person, Instant at) throws SQLException;
    }

    record Said(UUID id, long seq, Talk.Speaker speaker, String status, @Nullable String errorCode, String body,
            @Nullable String author, @Nullable Long inboundNo, Instant at) {
    }

    private static final Duration SPAN = Duration.ofDays(180);
    private static final Duration OPENS = Duration.ofHours(13);
    private static final Duration OPEN = Duration.ofHours(12);
    /** Of 100 lines, so many go on where somebody is talking already. */
    private static final int GOES_ON = 88;
    private static final List<Integer> AREA_CODES = List.of(305, 786, 954, 561, 407, 813, 321, 352, 386, 727, 772, 850,
            904, 941, 212, 646, 718, 917, 347, 929, 213, 310, 323, 424, 619, 626, 714, 818, 832, 713, 281, 210, 512,
            214,
            469, 972, 602, 480, 702, 404);
    private static final int LINES = 10_000;

    private final Random random;
    private final Random words;
    private final Talk spanish = new Talk("es");
    private final Talk english = new Talk("en");
    private final List<Person.OurNumber> numbers;
    private final int threads;
    private final int messages;
    private final Instant now;
    private final Set<String> taken;
    private final List<Person> people = new ArrayList<>();
    private final List<Person> talking = new ArrayList<>();

    /** @param taken contacts that are there already, as {@code did|contact} */
    Course(long seed, List<Person.OurNumber> numbers, int threads, int messages, Instant now, Set<String> taken) {
        this.random = new Random(seed);
        this.words = new Random(seed ^ 0x5DEECE66DL);
        this.numbers = numbers;
        this.threads = threads;
        this.messages = messages;
        this.now = now;
        this.taken = taken;
    }

    List<Person> people() {
        return people;
    }

    void run(Ledger ledger) throws SQLException {
        for (var i = 0; i < messages; i++) {
            var at = moment((i + 0.999 * random.nextDouble()) / messages);
            var person = next(i, at, ledger);
            say(person, at, ledger);
        }
    }

    /** Twelve hours a day, so that nights are quiet. */
    private Instant moment(double share) {
        var days = share * SPAN.toDays();
        var day = Math.floor(days);
        var start = now.minus(SPAN).truncatedTo(ChronoUnit.DAYS);
        var at = start.plus(Duration.ofDays((long) day)).plus(OPENS)
                .plusMillis((long) ((days - day) * OPEN.toMillis()));
        // The last day ends now.
        return at.isAfter(now) ? now.minusMillis((long) ((1 - share) * OPEN.toMillis())) : at;
    }

    private Person next(int done, Instant at, Ledger ledger) throws SQLException {
        var due = 1 + (int) ((long) done * threads / messages);
        var left = messages - done;
        if (people.size() < due || left <= threads - people.size()) {
            return begin(newcomer(at));
        }
        if (!talking.isEmpty() && random.nextInt(100) < GOES_ON) {
            var index = random.nextInt(talking.size());
            var person = talking.get(index);
            if (!person.hasEnded()) {
                return person;
            }
            talking.set(index, talking.getLast());
            talking.removeLast();
            end(person, at, ledger);
        }
        // Who wrote lately writes again sooner than who wrote long ago.
        var back = (int) (people.size() * Math.pow(random.nextDouble(), 3));
        var person = people.get(people.size() - 1 - Math.min(back, people.size() - 1));
        return person.hasEnded() ? begin(person) : person;
    }

    private void end(Person person, Instant at, Ledger ledger) throws SQLException {
        if (person.waitingSince == null && random.nextInt(100) < 80) {
            ledger.resolved(person, at);
            person.openedAt = at;
        }
    }

    private Person begin(Person person) {
        person.lines = (person.spanish ? spanish : english).conversation(random);
        person.line = 0;
        talking.add(person);
        return person;
    }

    private Person newcomer(Instant at) {
        // The first number has the most to do.
        var number = numbers.get((int) (numbers.size() * Math.pow(random.nextDouble(), 1.6)));
        var external = contact();
        while (!taken.add(number.did() + "|" + external)) {
            external = contact();
        }
        var person = new Person(id(at), number, external, at, random);
        people.add(person);
        return person;
    }

    /** Of the exchange that is nobody's. */
    private String contact() {
        return "+1%d555%04d".formatted(AREA_CODES.get(random.nextInt(AREA_CODES.size())), random.nextInt(LINES));
    }

    private void say(Person person, Instant at, Ledger ledger) throws SQLException {
        var line = person.lines.get(person.line++);
        var body = (person.spanish ? spanish : english).fill(line.text(), person.name, words);
        var author = line.speaker() == Talk.Speaker.CONTACT ? null : author(person);
        var fails = line.speaker() == Talk.Speaker.AGENT && random.nextInt(100) < 2;
        var said = new Said(id(at), ++person.seq, line.speaker(), status(line.speaker(), fails),
                fails ? "undelivered" : null, body, author,
                line.speaker() == Talk.Speaker.CONTACT ? ++person.inbound : null, at);
        ledger.said(person, said);
        switch (line.speaker()) {
            case CONTACT -> {
                person.lastInboundAt = at;
                if (person.waitingSince == null) {
                    person.waitingSince = at;
                }
            }
            case AGENT -> {
                person.lastOutboundSeq = said.seq();
                if (person.waitingSince != null && author != null) {
                    ledger.answered(person, author, person.waitingSince, at);
                    person.waitingSince = null;
                }
            }
            case NOTE -> {
                // Nobody's turn changes by it.
            }
        }
        person.last = new Person.Last(said.id(), line.speaker(), said.status(), body, at, author);
    }

    private String author(Person person) {
        return person.assignee != null && random.nextInt(100) < 85 ? person.assignee : person.agent(random);
    }

    private static String status(Talk.Speaker speaker, boolean fails) {
        return switch (speaker) {
            case CONTACT -> "READ";
            case AGENT -> fails ? "FAILED" : "DELIVERED";
            case NOTE -> "RECEIVED";
        };
    }

    /** A UUIDv7 of that moment. */
    private UUID id(Instant at) {
        var high = (at.toEpochMilli() << 16) | 0x7000L | random.nextInt(1 << 12);
        var low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
