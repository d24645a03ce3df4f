package io.apium.jpa;

import java.util.Optional;
import javax.sql.DataSource;

/** Payara's own names of its data sources. */
final class Payara {

    private static final String PLATFORM_DEFAULT = "java:comp/DefaultDataSource";
    private static final String DEFAULT = "jdbc/__default";

    /** What Payara appends to a name for whoever is no component, as a persistence provider is none. */
    private static final String FOR_NO_COMPONENT = "__pm";

    private Payara() {}

    /**
     * {@return the data source of that name, if this is Payara, whose connections join the transaction of the calling thread}
     * The one under the name itself asks the component that the thread is in, and while a transaction completes, which is when
     * rows are flushed, there is none: its connection would commit each row at once.
     */
    static Optional<DataSource> dataSource(String name) {
        String global = name.equals(PLATFORM_DEFAULT) ? DEFAULT : name;
        return Naming.find(DataSource.class, global)
                .flatMap(found -> Naming.find(DataSource.class, global + FOR_NO_COMPONENT));
    }
}
