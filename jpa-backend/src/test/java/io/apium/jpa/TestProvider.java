package io.apium.jpa;

import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolver;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.jpa.HibernatePersistenceProvider;

/** The persistence providers that the tests run with. Both are on the class path; only the one in use is found. */
enum TestProvider {
    HIBERNATE(HibernatePersistenceProvider::new, "org.hibernate."),
    ECLIPSELINK(org.eclipse.persistence.jpa.PersistenceProvider::new, "org.eclipse.persistence.");

    @SuppressWarnings("ImmutableEnumChecker") // It does not change.
    private final PersistenceProviderResolver resolver;

    private final String packages;

    TestProvider(Supplier<PersistenceProvider> provider, String packages) {
        this.resolver = new Only(provider.get());
        this.packages = packages;
    }

    /** Lets persistence units be opened with this provider, and no other. */
    void use() {
        PersistenceProviderResolverHolder.setPersistenceProviderResolver(resolver);
    }

    /** {@return whether the object is of one of its classes} */
    boolean made(Object object) {
        return object.getClass().getName().startsWith(packages);
    }

    private record Only(PersistenceProvider provider) implements PersistenceProviderResolver {

        @Override
        public List<PersistenceProvider> getPersistenceProviders() {
            return List.of(provider);
        }

        @Override
        public void clearCachedProviders() {
            // There are none.
        }
    }
}
