package io.apium.jpa;

import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database with Apium's tables, opened for the stores under test, which share its entity managers. It is opened for the
 * first test that asks for it, which takes longer than most tests do, and emptied for each.
 */
final class OpenDatabase {

    private static final List<String> TABLES = List.of(
            "apium_result",
            "apium_attempt",
            "apium_abort",
            "apium_lease",
            "apium_node",
            "apium_duty",
            "apium_once",
            "apium_join",
            "apium_join_stripe",
            "apium_workflow_page",
            "apium_failed_message");

    private static final Map<TestDatabase, OpenDatabase> LOCAL = new EnumMap<>(TestDatabase.class);
    private static final Map<TestDatabase, OpenDatabase> JTA = new EnumMap<>(TestDatabase.class);

    private final DataSource plain;
    private final EntityManagers entityManagers;
    private final StatementLog statements;
    private final @Nullable AgroalDataSource pool;

    private OpenDatabase(
            DataSource plain, EntityManagers entityManagers, StatementLog statements, @Nullable AgroalDataSource pool) {
        this.plain = plain;
        this.entityManagers = entityManagers;
        this.statements = statements;
        this.pool = pool;
    }

    /** {@return an empty database as a program outside a server opens it} */
    static OpenDatabase local(TestDatabase database) {
        return LOCAL.computeIfAbsent(database, OpenDatabase::openLocal).emptied();
    }

    /** {@return an empty database as a server opens it, with a transaction manager and XA connections} */
    static OpenDatabase jta(TestDatabase database) {
        new JtaPlatform().rollBackLeftover();
        return JTA.computeIfAbsent(database, OpenDatabase::openJta).emptied();
    }

    private static OpenDatabase openLocal(TestDatabase database) {
        DataSource plain = database.create();
        new Schema(plain).migrate();
        StatementLog statements = new StatementLog();
        EntityManagers entityManagers = new LocalEntityManagers(PersistenceUnit.openLocal(statements.over(plain)));
        return new OpenDatabase(plain, entityManagers, statements, null);
    }

    private static OpenDatabase openJta(TestDatabase database) {
        JtaPlatform platform = new JtaPlatform();
        DataSource plain = database.create();
        AgroalDataSource enlisting = platform.enlisting(database, plain);
        StatementLog statements = new StatementLog();
        EntityManagerFactory factory = new ResultDatabase(statements.over(enlisting), "java:/test", true).open();
        EntityManagers entityManagers = new JtaEntityManagers(factory, platform.registry(), platform);
        return new OpenDatabase(plain, entityManagers, statements, enlisting);
    }

    private OpenDatabase emptied() {
        TABLES.forEach(table -> update("delete from " + table));
        return this;
    }

    /** {@return its connections, which take part in no JTA transaction} */
    DataSource plain() {
        return plain;
    }

    EntityManagers entityManagers() {
        return entityManagers;
    }

    StatementLog statements() {
        return statements;
    }

    /** {@return what its clock says} */
    Instant now() {
        try (Connection connection = plain.getConnection();
                PreparedStatement statement = connection.prepareStatement("select current_timestamp");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows past the stores; instants are written as timestamps. {@return how many} */
    int update(String sql, Object... parameters) {
        try (Connection connection = plain.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(
                        i + 1,
                        parameters[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return how many connections of its pool somebody holds} */
    long heldConnections() {
        return pool == null ? 0 : pool.getMetrics().activeCount();
    }

    /** {@return how many rows a table has} */
    int count(String table) {
        try (Connection connection = plain.getConnection();
                PreparedStatement statement = connection.prepareStatement("select count(*) from " + table);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
