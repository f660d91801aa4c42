package io.mitalk.social.keep;

import io.mitalk.db.Tx;
import java.util.Set;

/** Thread-safe. Which blobs the rows of a noun still name. */
@FunctionalInterface
public interface References {

    /** Those of {@code blobs} that some row names. Read, never guessed: what is left out may be deleted. */
    Set<String> of(Tx tx, Set<String> blobs);
}
