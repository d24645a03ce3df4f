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
    public void here(Runnable work) {
        inRequest(work);
    }

    @Override
    public Prepared prepare(Runnable work) {
        // A managed thread has the naming context of whoever asks for it.
        return new PreparedThread(() -> inRequest(work));
    }

    private final class PreparedThread implements Prepared {

        private final Runnable work;
        private final Thread thread;
        private volatile boolean isDiscarded;

        PreparedThread(Runnable work) {
            this.work = work;
            this.thread = threads.newThread(this::run);
        }

        @Override
        public void start() {
            thread.start();
        }

        /** The server keeps a thread in its books until it has run. */
        @Override
        public void discard() {
            isDiscarded = true;
            thread.start();
        }

        private void run() {
            if (!isDiscarded) {
                work.run();
            }
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
