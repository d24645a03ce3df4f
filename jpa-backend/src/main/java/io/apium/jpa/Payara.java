package io.apium.jpa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.InputSource;

/** What Payara tells about its data sources. */
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
        String global = global(name);
        return Naming.find(DataSource.class, global)
                .flatMap(found -> Naming.find(DataSource.class, global + FOR_NO_COMPONENT));
    }

    /** {@return whether the configuration of this server, if it is a Payara, says that the data source has no XA connections} */
    static boolean isNotXa(String name) {
        String folder = System.getProperty("com.sun.aas.instanceRoot");
        return folder != null && isNotXa(name, Path.of(folder, "config", "domain.xml"));
    }

    /** {@return whether that file says so} It says nothing of a data source that an application defines. */
    static boolean isNotXa(String name, Path domain) {
        if (!Files.isRegularFile(domain)) {
            return false;
        }
        try {
            String type = XPathFactory.newInstance()
                    .newXPath()
                    .evaluate(
                            "/domain/resources/jdbc-connection-pool[@name=/domain/resources/jdbc-resource[@jndi-name='"
                                    + global(name) + "']/@pool-name]/@res-type",
                            new InputSource(domain.toUri().toString()));
            return type.equals(DataSource.class.getName()) || type.equals(ConnectionPoolDataSource.class.getName());
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(domain + " cannot be read", e);
        }
    }

    private static String global(String name) {
        return name.equals(PLATFORM_DEFAULT) ? DEFAULT : name;
    }
}
