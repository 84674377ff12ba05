package dev.hilo.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/** What the service has written down. */
final class Ledger {

    private final DataSource database;

    Ledger(DataSource database) {
        this.database = database;
    }

    long count(String sql) {
        return Long.parseLong(rows(sql).getFirst().getFirst());
    }

    /** Of everything that left or is to leave. */
    Map<UUID, String> statuses() {
        return statuses("true");
    }

    Map<UUID, String> statuses(String condition) {
        Map<UUID, String> statuses = new HashMap<>();
        rows("select id, status from message where direction = 'OUTBOUND' and " + condition)
                .forEach(row -> statuses.put(UUID.fromString(row.get(0)), row.get(1)));
        return statuses;
    }

    Map<UUID, Long> lastSeqs() {
        Map<UUID, Long> seqs = new HashMap<>();
        rows("select id, last_seq from thread").forEach(row -> seqs.put(UUID.fromString(row.get(0)),
                Long.parseLong(row.get(1))));
        return seqs;
    }

    /** As if its time were over. */
    void expire(UUID text) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        update send_queue set expires_at = now() - interval '1 s' where message_id = ?
                        """)) {
            statement.setObject(1, text);
            var _ = statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void run(String sql) {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            var _ = statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<List<String>> rows(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (var column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
