package io.apium.it.crash;

/** Strikes again and again, each time somewhere else. */
@FunctionalInterface
interface Strikes {

    /** Strikes under load, and brings back what was struck. The load has ended when it returns. */
    Blow next() throws Exception;
}
