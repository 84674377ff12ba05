package dev.hilo.messaging.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.ThreadRow;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.quiet.ContactTime;
import dev.hilo.messaging.thread.ThreadSummary;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as a caller may see them: who sees one thread of a person sees the person, and of the person's threads those
 * of their own numbers. Of everybody else there is nothing: 404, never 403.
 */
@ApplicationScoped
class ReadContact {

    /** Threads of one person that are shown, the newest. */
    private static final int THREADS = 100;

    /** A person has a thread with several of our numbers, and each counts once. */
    private static final int THREADS_FOR_ONE = 4;

    private static final String NUMBERS = """
            select o.number from contact_number n join contact_number o on o.contact_id = n.contact_id
            where n.number = $1
            """;

    private static final String FOUND = """
            select t.id, t.external, t.last_message_at, c.id as contact_id, c.name,
                (select array_agg(o.number order by o.number) from contact_number o
                    where o.contact_id = c.id) as numbers
            from thread t
            left join contact_number n on n.number = t.external
            left join contact c on c.id = n.contact_id
            where\s""";

    /** By part of the number, or by part of the name. */
    private static final String SOUGHT = """
            (t.external like $2 or t.external = any(array(
                select n.number from contact c join contact_number n on n.contact_id = c.id
                where c.name_key like $3)))""";

    /**
     * A person and what the caller may see of them.
     *
     * @param time where the number's holder may be, and what time it is there
     * @param threads those that the caller may see, the newest first
     */
    record ContactView(@JsonUnwrapped ContactCard card, ContactTime.View time, List<ThreadSummary> threads) {
    }

    /**
     * A person as a line of a list.
     *
     * @param external the number that wrote last
     * @param threadId the newest thread that the caller sees
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundContact(PhoneNumber external, @Nullable String name, List<PhoneNumber> numbers, UUID threadId,
            Instant lastMessageAt) {
    }

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Contacts contacts;
    private final ContactForms forms;
    private final ContactTime contactTime;

    ReadContact(Pool database, VisibleNumbers visibleNumbers, Contacts contacts, ContactForms forms,
            ContactTime contactTime) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.contacts = contacts;
        this.forms = forms;
        this.contactTime = contactTime;
    }

    /** @throws ProblemException not-found, when the caller sees no thread of that person */
    Uni<ContactView> of(Caller caller, PhoneNumber number) {
        return threads(caller, number)
                .chain(threads -> card(number)
                        .chain(card -> contactTime.of(database, number, null)
                                .map(time -> new ContactView(card, time, threads))));
    }

    /** @throws ProblemException not-found, when the caller sees no thread of that person */
    Uni<Void> require(Caller caller, PhoneNumber number) {
        return threads(caller, number).replaceWithVoid();
    }

    /** Without asking who wants to know. */
    Uni<ContactCard> card(PhoneNumber number) {
        return Panache.withSession(() -> forms.current().chain(form -> contacts.of(number)
                .map(found -> found.map(person -> ContactCard.of(number, person.contact(), person.numbers(),
                        form.fields())).orElseGet(() -> ContactCard.unknown(number)))));
    }

    /** @param typed part of a name or of a number; blank for those who wrote last */
    Uni<List<FoundContact>> find(Caller caller, String typed, int limit) {
        return visibleNumbers.of(caller).chain(visible -> {
            var text = typed.strip();
            List<Object> parameters = new ArrayList<>(List.of(limit * THREADS_FOR_ONE));
            if (!text.isEmpty()) {
                var digits = text.replaceAll("\\D", "");
                var isNumber = digits.length() >= 3 && text.chars().noneMatch(Character::isLetter);
                // No number holds a space: for what cannot be one this finds nothing.
                parameters.add(isNumber ? "%" + digits + "%" : " ");
                parameters.add("%" + Noted.key(text).replaceAll("([\\\\%_])", "\\\\$1") + "%");
            }
            var sql = FOUND + (text.isEmpty() ? "true" : SOUGHT) + fence(visible, parameters)
                    + " order by t.last_message_at desc, t.id desc limit $1";
            return database.preparedQuery(sql).execute(Tuple.from(parameters))
                    .map(rows -> people(StreamSupport.stream(rows.spliterator(), false).toList(), limit));
        });
    }

    private Uni<List<ThreadSummary>> threads(Caller caller, PhoneNumber number) {
        return visibleNumbers.of(caller).chain(visible -> database.preparedQuery(NUMBERS)
                .execute(Tuple.of(number.value()))
                .map(rows -> Stream.concat(Stream.of(number.value()),
                        StreamSupport.stream(rows.spliterator(), false).map(row -> row.getString(0)))
                        .distinct().toArray(String[]::new))
                .chain(numbers -> {
                    List<Object> parameters = new ArrayList<>(List.of(numbers, caller.user()));
                    var sql = "select " + ThreadRow.COLUMNS
                            + ", t.inbound_count - coalesce(r.read_inbound, 0) as unread from thread t"
                            + " left join read_mark r on r.thread_id = t.id and r.user_name = $2"
                            + " where t.external = any($1)" + fence(visible, parameters)
                            + " order by t.last_message_at desc, t.id desc limit " + THREADS;
                    return database.preparedQuery(sql).execute(Tuple.from(parameters));
                }))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ThreadSummary(ThreadRow.of(row).view(), row.getLong("unread"))).toList())
                .invoke(threads -> {
                    if (threads.isEmpty()) {
                        throw ProblemException.of(CommonProblem.NOT_FOUND, "there is no such contact");
                    }
                });
    }

    private static String fence(Visibility visible, List<Object> parameters) {
        return switch (visible) {
            case Visibility.Everything _ -> "";
            case Visibility.Only only -> {
                parameters.add(only.asArray());
                yield " and t.did = any($" + parameters.size() + ")";
            }
        };
    }

    /** Of several threads of one person the first, which is the newest. */
    private static List<FoundContact> people(List<Row> rows, int limit) {
        Map<Object, FoundContact> people = new LinkedHashMap<>();
        for (var row : rows) {
            var external = new PhoneNumber(row.getString("external"));
            var contact = row.getUUID("contact_id");
            var numbers = row.getArrayOfStrings("numbers");
            people.putIfAbsent(Objects.requireNonNullElse(contact, external),
                    new FoundContact(external, row.getString("name"),
                            numbers == null ? List.of(external) : Arrays.stream(numbers).map(PhoneNumber::new).toList(),
                            row.getUUID("id"), row.getOffsetDateTime("last_message_at").toInstant()));
        }
        return people.values().stream().limit(limit).toList();
    }
}
