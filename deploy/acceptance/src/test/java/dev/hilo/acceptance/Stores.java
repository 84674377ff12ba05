package dev.hilo.acceptance;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.hilo.acceptance.history.History.Conversation;
import dev.hilo.acceptance.history.History.Delivery;
import dev.hilo.acceptance.history.History.Line;
import dev.hilo.acceptance.history.History.Receipt;
import dev.hilo.acceptance.history.History.Stored;
import dev.hilo.acceptance.history.History.Timeline;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the journal and the database hold of the conversations with one family of contacts. */
final class Stores {

    private interface Read<T> {
        T row(ResultSet row) throws SQLException;
    }

    private final Map<String, String> env;
    private final String contacts;

    /** @param contacts how all their numbers begin */
    Stores(Map<String, String> env, String contacts) {
        this.env = env;
        this.contacts = contacts;
    }

    /** Deliveries that the messaging service has taken in, texts and receipts. */
    long kept() {
        return count("""
                select (select count(*) from inbound_delivery d join thread t on t.id = d.thread_id where t.external like ?)
                     + (select count(*) from receipt where external like ?)""");
    }

    long sent() {
        return count("""
                select count(*) from message m where m.external like ? and m.direction = 'OUTBOUND'
                   and m.status in ('SENT', 'DELIVERED') and ? <> ''""");
    }

    /** Events that wait to be published. */
    long waiting() {
        return count("select count(*) from outbox where ? <> '' and ? <> ''");
    }

    Stored stored() {
        Map<String, Conversation> threads = new HashMap<>();
        Map<String, Long> lastSeqs = new HashMap<>();
        Map<String, List<Line>> lines = new HashMap<>();
        var _ = read("select id, did, external, last_seq from thread where external like ?", row -> {
            threads.put(row.getString(1), new Conversation(row.getString(2), row.getString(3)));
            lines.put(row.getString(1), new ArrayList<>());
            return lastSeqs.put(row.getString(1), row.getLong(4));
        });
        var _ = read("""
                select thread_id, id, seq, direction, status, body, repeats from message where external like ?
                order by thread_id, seq""",
                row -> lines.get(row.getString(1)).add(new Line(row.getString(2), row.getLong(3), lower(row, 4),
                        lower(row, 5), row.getString(6), row.getInt(7))));
        Map<String, Timeline> timelines = new HashMap<>();
        lastSeqs.forEach((thread, lastSeq) -> timelines.put(thread, new Timeline(lastSeq, lines.get(thread))));
        return new Stored(threads, timelines,
                read("""
                        select d.delivery_id, d.message_id, d.counted from inbound_delivery d
                        join thread t on t.id = d.thread_id where t.external like ?""",
                        row -> new Delivery(id(row), row.getString(2), row.getBoolean(3))),
                read("select delivery_id, ref_id, message_id from receipt where external like ?",
                        row -> new Receipt(id(row), row.getString(2), row.getString(3))),
                Set.of());
    }

    /** Of our sends, the carrier's reference by conversation. */
    List<Map.Entry<Conversation, String>> references() {
        return read("""
                select did, external, provider_msg_id from message
                where external like ? and direction = 'OUTBOUND' and provider_msg_id is not null""",
                row -> Map.entry(new Conversation(row.getString(1), row.getString(2)), row.getString(3)));
    }

    /** Ids of the deliveries that the intake has acknowledged, or may have. */
    Set<UUID> journal() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", env.get("KAFKA_BOOTSTRAP_SERVERS")),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("webhook.deliveries").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            Set<UUID> ids = new HashSet<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().contains("|" + contacts)) {
                        var delivery = LocalSystem
                                .json(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8));
                        ids.add(UUID.fromString(delivery.path("id").asText()));
                    }
                }
            }
            return ids;
        }
    }

    private long count(String sql) {
        return read(sql, row -> row.getLong(1)).getFirst();
    }

    private <T> List<T> read(String sql, Read<T> read) {
        var url = "jdbc:postgresql://127.0.0.1:" + env.get("HILO_POSTGRES_PORT") + "/messaging";
        try (var connection = DriverManager.getConnection(url, "messaging", "messaging");
                var statement = connection.prepareStatement(sql)) {
            for (var parameter = 1; parameter <= statement.getParameterMetaData().getParameterCount(); parameter++) {
                statement.setString(parameter, contacts + "%");
            }
            List<T> rows = new ArrayList<>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(read.row(found));
                }
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static UUID id(ResultSet row) throws SQLException {
        return UUID.fromString(row.getString(1));
    }

    private static String lower(ResultSet row, int column) throws SQLException {
        return row.getString(column).toLowerCase(Locale.ROOT);
    }
}
