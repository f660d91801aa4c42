package io.mitalk.social.hallway;

import io.mitalk.db.Tx;

/** Thread-safe. The SQL of {@code hallway_version}. */
final class HallwayStore {

    private HallwayStore() {}

    static long next(Tx tx) {
        return tx.handle()
                .createQuery("update hallway_version set version = version + 1 returning version")
                .mapTo(Long.class)
                .one();
    }

    static long version(Tx tx) {
        return tx.handle()
                .createQuery("select version from hallway_version")
                .mapTo(Long.class)
                .one();
    }
}
