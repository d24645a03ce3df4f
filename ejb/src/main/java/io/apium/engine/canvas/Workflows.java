package io.apium.engine.canvas;

import io.apium.NoResultStoreException;
import io.apium.Workflow;
import io.apium.WorkflowGraph;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageSender;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workflows as a whole: what they look like, and how they run on after a failure. Thread-safe. */
public final class Workflows {

    private final @Nullable Stores stores;
    private final Transactions transactions;
    private final MessageSender sender;
    private final Dispatcher dispatcher;
    private final Json json;
    private final Clock clock;

    /**
     * Creates the workflows.
     *
     * @param stores keep what is known of them; null if nobody does
     */
    public Workflows(
            @Nullable Stores stores,
            Transactions transactions,
            MessageSender sender,
            Dispatcher dispatcher,
            Json json,
            Clock clock) {
        this.stores = stores;
        this.transactions = transactions;
        this.sender = sender;
        this.dispatcher = dispatcher;
        this.json = json;
        this.clock = clock;
    }

    /** {@return a workflow by its root id} */
    public Workflow of(String rootId) {
        return new Workflow() {
            @Override
            public String rootId() {
                return rootId;
            }

            @Override
            public WorkflowGraph graph() {
                return new WorkflowDrawing(requireStores(), json).draw(rootId);
            }

            @Override
            public List<String> retryFailed() {
                return Workflows.this.retryFailed(rootId);
            }
        };
    }

    private Stores requireStores() {
        if (stores == null) {
            throw new NoResultStoreException();
        }
        return stores;
    }

    private List<String> retryFailed(String rootId) {
        var retried = new ArrayList<String>();
        var here = requireStores();
        transactions.required(() -> {
            try {
                retried.addAll(new Revival(here, sender, dispatcher, json, clock).retry(rootId));
            } catch (RuntimeException | Error e) {
                // A part of it may be done already.
                if (transactions.status() == Transactions.Status.ACTIVE) {
                    transactions.setRollbackOnly();
                }
                throw e;
            }
        });
        return retried;
    }
}
