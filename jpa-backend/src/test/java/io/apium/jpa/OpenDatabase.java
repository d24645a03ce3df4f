package io.apium.jpa;

import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EntityType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A database with Apium's tables, opened for the stores under test, which share its entity managers. It is opened for the
 * first test that asks for it, which takes longer than most tests do, and emptied for each.
 */
final class OpenDatabase {

    private static final Map<TestDatabase, DataSource> CREATED = new EnumMap<>(TestDatabase.class);
    private static final Map<Setup, OpenDatabase> LOCAL = new HashMap<>();
    private static final Map<Setup, OpenDatabase> JTA = new HashMap<>();

    private final Setup setup;
    private final AgroalDataSource plain;
    private final AgroalDataSource used;
    private final EntityManagers entityManagers;
    private final StatementLog statements;

    private OpenDatabase(
            Setup setup,
            AgroalDataSource plain,
            AgroalDataSource used,
            EntityManagers entityManagers,
            StatementLog statements) {
        this.setup = setup;
        this.plain = plain;
        this.used = used;
        this.entityManagers = entityManagers;
        this.statements = statements;
    }

    /** {@return an empty database as a program outside a server opens it} */
    static OpenDatabase local(Setup setup) {
        setup.provider().use();
        return LOCAL.computeIfAbsent(setup, OpenDatabase::openLocal).emptied();
    }

    /** {@return an empty database as a server opens it, with a transaction manager and XA connections} */
    static OpenDatabase jta(Setup setup) {
        setup.provider().use();
        new JtaPlatform().rollBackLeftover();
        return JTA.computeIfAbsent(setup, OpenDatabase::openJta).emptied();
    }

    private static OpenDatabase openLocal(Setup setup) {
        AgroalDataSource plain = JtaPlatform.pool(setup.database(), created(setup.database()));
        new Schema(plain).migrate();
        StatementLog statements = new StatementLog();
        EntityManagers entityManagers = new LocalEntityManagers(PersistenceUnit.openLocal(statements.over(plain)));
        return new OpenDatabase(setup, plain, plain, entityManagers, statements);
    }

    private static OpenDatabase openJta(Setup setup) {
        JtaPlatform platform = new JtaPlatform();
        DataSource created = created(setup.database());
        AgroalDataSource plain = JtaPlatform.pool(setup.database(), created);
        AgroalDataSource enlisting = platform.enlisting(setup.database(), created);
        StatementLog statements = new StatementLog();
        PersistenceUnit unit =
                NarayanaPlatform.known(() -> new ResultDatabase(statements.over(enlisting), "java:/test", true).open());
        EntityManagers entityManagers = new JtaEntityManagers(unit, platform.registry(), platform);
        return new OpenDatabase(setup, plain, enlisting, entityManagers, statements);
    }

    private static DataSource created(TestDatabase database) {
        return CREATED.computeIfAbsent(database, TestDatabase::create);
    }

    private OpenDatabase emptied() {
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            for (EntityType<?> row :
                    entityManagers.read(EntityManager::getMetamodel).getEntities()) {
                statement.executeUpdate("delete from "
                        + row.getJavaType().getAnnotation(Table.class).name());
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return its connections, which take part in no JTA transaction} */
    DataSource plain() {
        return plain;
    }

    Setup setup() {
        return setup;
    }

    EntityManagers entityManagers() {
        return entityManagers;
    }

    StatementLog statements() {
        return statements;
    }

    /** {@return what its clock says} */
    Instant now() {
        return EpochMicros.toInstant(number(setup.database().dialect().clock().query()));
    }

    /** Changes rows past the stores. {@return how many} */
    int update(String sql, Object... parameters) {
        try (Connection connection = plain.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(
                        i + 1, parameters[i] instanceof Instant instant ? EpochMicros.of(instant) : parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return how many connections of its pool somebody holds} */
    long heldConnections() {
        return used.getMetrics().activeCount();
    }

    /** {@return how many rows a table has} */
    int count(String table) {
        return (int) number("select count(*) from " + table);
    }

    private long number(String query) {
        try (Connection connection = plain.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
