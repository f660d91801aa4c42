package io.mitalk.blob;

import io.mitalk.kit.config.Key;
import java.util.List;

/** Immutable. The configuration keys of the shelf. */
public final class BlobKeys {

    public static final Key<Integer> KEEP_FREE_MIB =
            Key.integer(
                    "blob.keep-free-mib",
                    256,
                    0,
                    1_000_000_000,
                    "MiB of the disk that voice and pictures leave to the database; below it uploads are refused");

    public static final List<Key<?>> ALL = List.of(KEEP_FREE_MIB);

    private BlobKeys() {}
}
