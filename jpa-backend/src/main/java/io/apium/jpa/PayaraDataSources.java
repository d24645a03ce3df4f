package io.apium.jpa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What Payara tells about its data sources. */
final class PayaraDataSources {

    private static final String PLATFORM_DEFAULT = "java:comp/DefaultDataSource";
    private static final String DEFAULT = "jdbc/__default";

    /** What Payara appends to a name for whoever is no component, as a persistence provider is none. */
    private static final String FOR_NO_COMPONENT = "__pm";

    private static final String POOL =
            "/domain/resources/jdbc-connection-pool[@name=/domain/resources/jdbc-resource[@jndi-name=$name]/@pool-name]";

    private PayaraDataSources() {}

    /**
     * {@return the data source of that name, if this is Payara, whose connections join the transaction of the calling thread}
     * The one under the name itself asks the component that the thread is in, and while a transaction completes, which is when
     * rows are flushed, there is none: its connection would commit each row at once.
     */
    static Optional<DataSource> find(String name) {
        String global = global(name);
        return Naming.find(DataSource.class, global)
                .flatMap(found -> Naming.find(DataSource.class, global + FOR_NO_COMPONENT));
    }

    /** {@return what the configuration of this server, if it is a Payara, says of that data source} */
    static Optional<Pool> pool(String name) {
        String folder = System.getProperty("com.sun.aas.instanceRoot");
        return folder == null ? Optional.empty() : pool(name, Path.of(folder, "config", "domain.xml"));
    }

    /** {@return what that file says} It says nothing of a data source that an application defines. */
    static Optional<Pool> pool(String name, Path domain) {
        if (!Files.isRegularFile(domain)) {
            return Optional.empty();
        }
        try {
            XPath path = XPathFactory.newInstance().newXPath();
            path.setXPathVariableResolver(variable -> global(name));
            Object pool = path.evaluate(POOL, new InputSource(domain.toUri().toString()), XPathConstants.NODE);
            return pool instanceof Element found ? Optional.of(pool(found)) : Optional.empty();
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(domain + " cannot be read", e);
        }
    }

    // Without a type, Payara takes what the driver's class is, and plain connections if it is several things.
    private static Pool pool(Element pool) {
        boolean isXa = pool.getAttribute("res-type").equals(XADataSource.class.getName());
        String size = pool.getAttribute("max-pool-size");
        return new Pool(
                isXa, isXa, size.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(size)) : OptionalInt.empty());
    }

    private static String global(String name) {
        return name.equals(PLATFORM_DEFAULT) ? DEFAULT : name;
    }
}
