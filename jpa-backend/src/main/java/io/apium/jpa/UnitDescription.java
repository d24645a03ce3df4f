package io.apium.jpa;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code persistence.xml} would say of Apium's own tables. There is none, so that no container sees a persistence unit
 * in this jar: an application that has one of its own need not tell the two apart.
 *
 * @param dataSource where its connections come from
 * @param transactionType whether its entity managers join JTA transactions
 */
record UnitDescription(DataSource dataSource, PersistenceUnitTransactionType transactionType)
        implements PersistenceUnitInfo {

    private static final ClassLoader LOADER = UnitDescription.class.getClassLoader();

    @Override
    public String getPersistenceUnitName() {
        return "apium";
    }

    @Override
    public @Nullable String getPersistenceProviderClassName() {
        return null;
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return transactionType;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
        return transactionType == PersistenceUnitTransactionType.JTA ? dataSource : null;
    }

    @Override
    public @Nullable DataSource getNonJtaDataSource() {
        return transactionType == PersistenceUnitTransactionType.JTA ? null : dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return UnitDescription.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public List<String> getManagedClassNames() {
        return Stream.of(
                        AbortRow.class,
                        AttemptRow.class,
                        DutyRow.class,
                        EpochMicros.class,
                        FailedRow.class,
                        FailureColumns.class,
                        JoinRow.class,
                        LeaseRow.class,
                        NodeRow.class,
                        OnceRow.class,
                        PageRow.class,
                        ParkedRow.class,
                        ResultRow.class,
                        RevocationRow.class,
                        ScheduleRow.class,
                        StripeRow.class)
                .map(Class::getName)
                .toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        var properties = new Properties();
        properties.setProperty("hibernate.jdbc.batch_size", "100");
        properties.setProperty("hibernate.order_inserts", "true");
        properties.setProperty("eclipselink.jdbc.batch-writing", "JDBC");
        properties.setProperty("eclipselink.weaving", "false");
        // Units of the same name share one data source otherwise.
        properties.setProperty("eclipselink.session-name", "apium-" + UUID.randomUUID());
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return LOADER;
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // The classes are used as they are.
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return LOADER;
    }
}
