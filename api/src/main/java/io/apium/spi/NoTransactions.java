package io.apium.spi;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** For a program without transactions. */
enum NoTransactions implements Transactions {
    INSTANCE;

    @Override
    public Optional<Object> current() {
        return Optional.empty();
    }

    @Override
    public Status status() {
        return Status.NONE;
    }

    @Override
    public void setRollbackOnly() {
        throw new IllegalStateException("There is no transaction to roll back");
    }

    @Override
    public void whenEnded(Consumer<Boolean> listener) {
        listener.accept(true);
    }

    @Override
    public void inNew(Runnable work) {
        work.run();
    }

    @Override
    public <T> T outside(Supplier<T> work) {
        return work.get();
    }
}
