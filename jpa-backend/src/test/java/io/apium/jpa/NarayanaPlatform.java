package io.apium.jpa;

import static org.eclipse.persistence.config.PersistenceUnitProperties.TARGET_SERVER;

import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTATransactionController;

/** Tells EclipseLink where the transaction manager is, as its platforms do for the servers it knows. */
public final class NarayanaPlatform extends ServerPlatformBase {

    /** For EclipseLink, which creates it. */
    public NarayanaPlatform(DatabaseSession session) {
        super(session);
    }

    /** {@return what is opened with this platform} */
    static <T> T known(Supplier<T> opening) {
        System.setProperty(TARGET_SERVER, NarayanaPlatform.class.getName());
        try {
            return opening.get();
        } finally {
            System.clearProperty(TARGET_SERVER);
        }
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
        return Controller.class;
    }

    /** It is public for EclipseLink, which creates it. */
    public static final class Controller extends JTATransactionController {

        @Override
        protected TransactionManager acquireTransactionManager() {
            return new JtaPlatform().manager();
        }
    }
}
