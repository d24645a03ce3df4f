package io.apium.demo.concordance;

import org.jspecify.annotations.Nullable;

/** A folder was given in which no words can be counted. The message is meant for the one who gave it. */
public final class UnusableFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableFolderException(String reason) {
        this(reason, null);
    }

    UnusableFolderException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
