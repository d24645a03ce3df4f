package io.apium.engine.canvas;

import io.apium.NoResultStoreException;
import io.apium.TaskState;
import io.apium.Workflow;
import io.apium.WorkflowGraph;
import io.apium.WorkflowGraph.Kind;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageSender;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                return draw(rootOf(rootId));
            }

            @Override
            public List<String> retryFailed() {
                return Workflows.this.retryFailed(rootOf(rootId));
            }
        };
    }

    private WorkflowGraph draw(String rootId) {
        return new WorkflowDrawing(requireStores(), json).draw(rootId);
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
        if (retried.isEmpty()) {
            requireNoFailure(draw(rootId));
        }
        return retried;
    }

    /** {@return the root id of the workflow that has a part with that id, as far as it has ended} */
    private String rootOf(String id) {
        return requireStores().results().findEnds(List.of(id)).stream()
                .findFirst()
                .map(StoredResult::rootId)
                .orElse(id);
    }

    /** Tells why nothing is sent again. */
    private static void requireNoFailure(WorkflowGraph graph) {
        if (graph.nodes().isEmpty()) {
            throw new IllegalStateException("Nothing is stored of workflow " + graph.rootId()
                    + ": it is not known, has not begun, or was forgotten");
        }
        var inCanvas = graph.edges().stream()
                .filter(edge -> edge.kind() != Kind.CHILD)
                .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                .collect(Collectors.toSet());
        graph.nodes().stream()
                .filter(node -> node.state().equals(TaskState.FAILURE) && !inCanvas.contains(node.id()))
                .findFirst()
                .ifPresent(node -> {
                    throw new IllegalStateException("Task '" + node.task() + "' " + node.id()
                            + " has failed, and its message is not kept, which is done for parts of a canvas only:"
                            + " send it again");
                });
    }
}
