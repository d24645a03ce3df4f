package io.apium.ejb.cdi;

import io.apium.engine.execute.Threads;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.ThreadFactory;

/** Threads of the server, each with a request of its own, as a message-driven bean has one. */
final class RequestThreads implements Threads {

    private final ThreadFactory threads;
    private final Instance<RequestContextController> requests;

    RequestThreads(ThreadFactory threads, Instance<RequestContextController> requests) {
        this.threads = threads;
        this.requests = requests;
    }

    @Override
    public void start(Runnable work) {
        threads.newThread(() -> inRequest(work)).start();
    }

    @Override
    public Runnable prepare(Runnable work) {
        try {
            // A managed thread has the naming context of whoever asks for it.
            return threads.newThread(() -> inRequest(work))::start;
        } catch (IllegalStateException e) {
            // The server stops.
            return () -> {
                throw e;
            };
        }
    }

    private void inRequest(Runnable work) {
        var request = requests.get();
        request.activate();
        try {
            work.run();
        } finally {
            leave(request);
        }
    }

    private void leave(RequestContextController request) {
        try {
            request.deactivate();
            requests.destroy(request);
        } catch (ContextNotActiveException | IllegalStateException e) {
            // The deployment has ended before the work, and all its contexts with it.
        }
    }
}
