package io.apium.it.crash.app;

/** What the tasks throw that are meant to fail. */
class DeclinedException extends Exception {

    private static final long serialVersionUID = 1L;

    DeclinedException() {
        super("declined");
    }
}
