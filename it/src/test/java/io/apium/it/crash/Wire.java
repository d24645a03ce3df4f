package io.apium.it.crash;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A piece of network that can be cut: what connects to its port talks to another port of this machine. */
final class Wire implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket entrance;
    private final InetSocketAddress target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final Object state = new Object();
    private boolean isFrozen;
    private boolean isCut;
    private boolean isClosed;

    /** A wire that is whole. */
    Wire(int target) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
        entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections, and every new one, until it is mended. */
    void cut() {
        synchronized (state) {
            isCut = true;
        }
        hangUp();
    }

    /** Keeps all connections, and lets nothing pass, until it is mended. */
    void freeze() {
        synchronized (state) {
            isFrozen = true;
        }
    }

    /** Is whole again. The connections that were frozen are lost. */
    void mend() {
        boolean wasFrozen;
        synchronized (state) {
            wasFrozen = isFrozen;
        }
        if (wasFrozen) {
            hangUp();
        }
        synchronized (state) {
            isFrozen = false;
            isCut = false;
            state.notifyAll();
        }
    }

    private void accept() {
        while (!isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // The one connection has failed, and whoever wanted it tries again.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        if (isCut()) {
            reset(near);
            return;
        }
        var far = new Socket();
        try {
            far.connect(target);
        } catch (IOException e) {
            reset(near);
            throw e;
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        ends.add(near);
        ends.add(far);
        start(() -> pump(near, far));
        start(() -> pump(far, near));
    }

    private void pump(Socket from, Socket to) {
        try {
            var buffer = new byte[BUFFER];
            int count;
            while ((count = from.getInputStream().read(buffer)) >= 0) {
                awaitThaw();
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One end has hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reset(from);
            reset(to);
        }
    }

    private void awaitThaw() throws InterruptedException {
        synchronized (state) {
            while (isFrozen && !isClosed) {
                state.wait();
            }
        }
    }

    private boolean isCut() {
        synchronized (state) {
            return isCut;
        }
    }

    private boolean isClosed() {
        synchronized (state) {
            return isClosed;
        }
    }

    private void hangUp() {
        ends.forEach(this::reset);
    }

    /** Not a farewell, but the sudden end that a broken network makes. */
    private void reset(Socket end) {
        ends.remove(end);
        try {
            end.setSoLinger(true, 0);
            end.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        synchronized (state) {
            isClosed = true;
            state.notifyAll();
        }
        entrance.close();
        hangUp();
    }
}
