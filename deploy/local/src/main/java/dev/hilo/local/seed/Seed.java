package dev.hilo.local.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Writes invented conversations into messaging's database, beside what is there. */
public final class Seed {

    private static final int PREVIEW = 160;
    private static final Duration LATELY = Duration.ofDays(4);
    private static final List<String> MANAGERS = List.of("marta");

    private static final List<String> MESSAGE = List.of("id", "thread_id", "seq", "changed_seq", "direction", "status",
            "did", "external", "body", "error_code", "error_text", "author", "inbound_no", "created_at", "updated_at",
            "read_at");
    private static final List<String> THREAD = List.of("id", "did", "external", "display_name", "last_seq",
            "last_outbound_seq", "inbound_count", "read_seq", "unanswered", "labels", "assignee", "state",
            "last_message_id", "last_message_direction", "last_message_status", "last_message_preview",
            "last_message_media", "last_message_at", "created_at", "last_inbound_at", "waiting_since", "snoozed_until",
            "opened_at");
    private static final List<String> REPLY = List.of("id", "thread_id", "did", "author", "asked_at", "replied_at",
            "labels");
    private static final List<String> RESOLUTION = List.of("id", "thread_id", "did", "by", "opened_at", "closed_at",
            "labels");
    private static final List<String> READ_MARK = List.of("user_name", "thread_id", "read_seq", "read_inbound",
            "read_at");

    private final Connection database;
    private final long randomSeed;
    private final Instant now;

    /** @param database of messaging; its transaction mode is left alone, each table's rows go in portions */
    public Seed(Connection database, long randomSeed, Instant now) {
        this.database = database;
        this.randomSeed = randomSeed;
        this.now = now;
    }

    /**
     * @param progress is told now and then how many messages there are
     * @throws IllegalStateException when there is no number of ours to write to
     */
    public void fill(int threads, int messages, Consumer<Integer> progress) throws SQLException {
        var numbers = numbers();
        if (numbers.isEmpty()) {
            throw new IllegalStateException("There is no active number yet; ./hilo up gets the demo numbers.");
        }
        // Beside what is there, another seed gives other people.
        var taken = taken();
        var seed = randomSeed * 31 + taken.size();
        var rehearsal = new Course(seed, numbers, threads, messages, now, new HashSet<>(taken));
        rehearsal.run(new Unheard());
        labels(rehearsal.people());
        threads(rehearsal.people(), seed);
        contacts();
        colleagues();
        written(new Course(seed, numbers, threads, messages, now, new HashSet<>(taken)), progress);
        execute("analyze");
        // Reports count what changed since they last looked, and these lie before that.
        execute("update number_tally set changed_until = 'epoch'");
    }

    private List<Person.OurNumber> numbers() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement
                        .executeQuery("select did, teams from number where state = 'ACTIVE' order by did")) {
            List<Person.OurNumber> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(
                        new Person.OurNumber(rows.getString(1),
                                agents(Set.of((String[]) rows.getArray(2).getArray()))));
            }
            return numbers;
        }
    }

    private static List<String> agents(Set<String> teams) {
        List<String> agents = new ArrayList<>();
        if (teams.contains("support")) {
            agents.addAll(List.of("ana", "ana", "ana"));
        }
        if (teams.contains("sales")) {
            agents.addAll(List.of("leo", "leo", "leo"));
        }
        // Of other teams nobody is known here: any of them.
        agents.addAll(agents.isEmpty() ? List.of("ana", "leo", "marta") : MANAGERS);
        return agents;
    }

    private Set<String> taken() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select did || '|' || external from thread")) {
            Set<String> taken = new HashSet<>();
            while (rows.next()) {
                taken.add(rows.getString(1));
            }
            return taken;
        }
    }

    /** The catalogue, where there is one. */
    private void labels(List<Person> people) throws SQLException {
        if (CopyTable.columnsOf(database, "label").isEmpty()) {
            return;
        }
        Set<String> used = new LinkedHashSet<>();
        people.forEach(person -> used.addAll(person.labels));
        var colors = List.of("indigo", "teal", "amber", "red", "green", "purple", "blue", "orange");
        var position = 0;
        for (var key : used) {
            try (var statement = database.prepareStatement("""
                    insert into label (key, name, color, position, version)
                    values (?, ?, ?, ? + (select coalesce(max(position), 0) from label), 0) on conflict do nothing
                    """)) {
                statement.setString(1, key);
                statement.setString(2, key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1));
                statement.setString(3, colors.get(position % colors.size()));
                statement.setInt(4, ++position);
                var _ = statement.executeUpdate();
            }
        }
    }

    /** As each conversation stands when all is said. */
    private void threads(List<Person> people, long seed) throws SQLException {
        var random = new Random(seed ^ 0x7A3L);
        try (var threads = new CopyTable(database, "thread", THREAD)) {
            for (var person : people) {
                thread(threads, person, state(person, random), random);
            }
        }
        try (var marks = new CopyTable(database, "read_mark", READ_MARK)) {
            for (var person : people) {
                var behind = person.waitingSince != null && random.nextInt(100) < 35 ? 1 : 0;
                for (var user : new LinkedHashSet<>(person.number.agents())) {
                    marks.add(user, person.id, person.seq - behind, Math.max(0, person.inbound - behind), now);
                }
            }
        }
    }

    /** What is noted of the people behind them: the names that their threads show. */
    private void contacts() throws SQLException {
        if (CopyTable.columnsOf(database, "contact").isEmpty()) {
            return;
        }
        execute("""
                with named as (
                    select distinct on (t.external) t.external, t.display_name, gen_random_uuid() as id
                    from thread t
                    where t.display_name is not null
                        and not exists (select from contact_number c where c.number = t.external)
                    order by t.external, t.last_message_at desc),
                noted as (
                    insert into contact (id, name, name_key, fields, version, changed_by, changed_at)
                    select id, display_name, translate(lower(display_name), 'áéíóúüñ', 'aeiouun'), '{}', 0, 'marta', now()
                    from named)
                insert into contact_number (number, contact_id) select external, id from named
                """);
    }

    /** Who answers, as the demo's provider calls them; who has signed in has said so better. */
    private void colleagues() throws SQLException {
        if (CopyTable.columnsOf(database, "person").isEmpty()) {
            return;
        }
        execute("""
                insert into person (user_name, name, teams, roles, seen_at)
                select v.user_name, v.name, v.teams::text[], v.roles::text[], now() - interval '1 day'
                from (values ('ana', 'Ana Soporte', '{support}', '{agent}'),
                    ('leo', 'Leo Sales', '{sales}', '{agent}'),
                    ('marta', 'Marta Manager', '{}', '{manager}')) v (user_name, name, teams, roles)
                on conflict do nothing
                """);
    }

    private void thread(CopyTable threads, Person person, String state, Random random)
            throws SQLException {
        var last = person.last;
        if (last == null) {
            throw new IllegalStateException("Nobody said anything");
        }
        var waits = person.waitingSince != null && !state.equals("CLOSED");
        threads.add(person.id, person.number.did(), person.external, person.named ? person.name : null, person.seq,
                person.lastOutboundSeq, person.inbound, person.seq, waits ? "t" : "f", person.labels, person.assignee,
                state, last.id(), direction(last.speaker()), last.status(), preview(last.body()), 0, last.at(),
                person.createdAt, person.lastInboundAt, waits ? person.waitingSince : null,
                state.equals("SNOOZED") ? now.plus(Duration.ofHours(2 + random.nextInt(90))) : null, person.openedAt);
    }

    /** Old cases are closed, some of those that wait are put off. */
    private String state(Person person, Random random) {
        var last = person.last;
        var lately = last != null && last.at().isAfter(now.minus(LATELY));
        var chance = random.nextInt(100);
        if (lately || (person.waitingSince != null && chance < 12)) {
            return chance < 3 ? "SNOOZED" : "OPEN";
        }
        return chance < 94 ? "CLOSED" : "OPEN";
    }

    private void written(Course course, Consumer<Integer> progress) throws SQLException {
        var hasReplies = !CopyTable.columnsOf(database, "reply").isEmpty();
        // One COPY at a time on a connection: what is written beside waits for its turn.
        List<@Nullable Object[]> replies = new ArrayList<>();
        List<@Nullable Object[]> resolutions = new ArrayList<>();
        try (var messages = new CopyTable(database, "message", MESSAGE)) {
            course.run(new Course.Ledger() {
                private int count;

                @Override
                public void said(Person person, Course.Said said) throws SQLException {
                    messages.add(said.id(), person.id, said.seq(), said.seq(), direction(said.speaker()), said.status(),
                            person.number.did(), person.external, said.body(), said.errorCode(),
                            said.errorCode() == null ? null : "UNDELIV err:034", said.author(), said.inboundNo(),
                            said.at(), said.at(), said.speaker() == Talk.Speaker.CONTACT ? said.at() : null);
                    if (++count % 100_000 == 0) {
                        progress.accept(count);
                    }
                }

                @Override
                public void answered(Person person, String author, Instant askedAt, Instant at) {
                    if (hasReplies) {
                        replies.add(new Object[]{UUID.randomUUID(), person.id, person.number.did(), author,
                                askedAt, at, person.labels});
                    }
                }

                @Override
                public void resolved(Person person, Instant at) {
                    if (hasReplies) {
                        resolutions.add(new Object[]{UUID.randomUUID(), person.id, person.number.did(),
                                person.assignee == null ? "marta" : person.assignee, person.openedAt, at,
                                person.labels});
                    }
                }
            });
        }
        if (hasReplies) {
            copy("reply", REPLY, replies);
            copy("resolution", RESOLUTION, resolutions);
        }
    }

    private void copy(String table, List<String> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        try (var copy = new CopyTable(database, table, columns)) {
            for (var row : rows) {
                copy.add(row);
            }
        }
    }

    private static String direction(Talk.Speaker speaker) {
        return switch (speaker) {
            case CONTACT -> "INBOUND";
            case AGENT -> "OUTBOUND";
            case NOTE -> "NOTE";
        };
    }

    private static String preview(String body) {
        return body.length() <= PREVIEW ? body : body.substring(0, PREVIEW - 1) + "…";
    }

    private void execute(String command) throws SQLException {
        try (var statement = database.createStatement()) {
            var _ = statement.execute(command);
        }
    }

    /** Nothing is written down. */
    private static final class Unheard implements Course.Ledger {
        @Override
        public void said(Person person, Course.Said said) {
            // The person knows it.
        }

        @Override
        public void answered(Person person, String author, Instant askedAt, Instant at) {
            // The person knows it.
        }

        @Override
        public void resolved(Person person, Instant at) {
            // The person knows it.
        }
    }
}
