package io.apium.engine;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread of a {@link Laptop} for what is to be done later: in real time, or sooner. */
final class LaptopScheduler extends ScheduledThreadPoolExecutor {

    private volatile int speed;

    LaptopScheduler(int speed) {
        super(1, runnable -> {
            var thread = new Thread(runnable, "laptop-scheduler");
            thread.setDaemon(true);
            return thread;
        });
        this.speed = speed;
    }

    int speed() {
        return speed;
    }

    void speed(int times) {
        speed = times;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return super.schedule(work, unit.toNanos(delay) / speed, TimeUnit.NANOSECONDS);
    }
}
