package io.apium;

/** Results are asked for, but the deployment keeps none. */
public final class NoResultStoreException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public NoResultStoreException() {
        super("This deployment keeps no results: add apium-jpa-backend to it, or give the client a result store", null);
    }
}
