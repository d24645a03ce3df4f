package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.spi.StoredResult;
import org.jspecify.annotations.Nullable;

/** The result of a member of a group, for whoever waits for all of them. */
interface Member<V> extends AsyncResult<V> {

    /** The member is seen to have ended. */
    void ended(StoredResult how);

    /** {@return how it ended, as far as that was seen} */
    @Nullable
    StoredResult ending();

    /** {@return its value, if it ended so, or throws why there is none} */
    @Nullable
    V value(StoredResult how);
}
