package dev.hilo.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database for each service, owned by a role of the same name that may enter no other. Run again and again: what is
 * there stays.
 */
final class Databases {

    private final String adminUrl;
    private final String adminPassword;

    /** @param adminUrl the JDBC address of the maintenance database */
    Databases(String adminUrl, String adminPassword) {
        this.adminUrl = adminUrl;
        this.adminPassword = adminPassword;
    }

    boolean answer() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    void ensure(String name, String password) throws SQLException {
        try (var connection = connect()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                execute(connection, "create role %s login".formatted(quoted(name)));
            }
            execute(connection, "alter role %s password '%s'".formatted(quoted(name), password.replace("'", "''")));
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database %1$s owner %1$s".formatted(quoted(name)));
            }
            execute(connection, "revoke all on database %s from public".formatted(quoted(name)));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(adminUrl, "postgres", adminPassword);
    }

    private static boolean exists(Connection connection, String question, String name) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (var found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            var _ = statement.execute(command);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
