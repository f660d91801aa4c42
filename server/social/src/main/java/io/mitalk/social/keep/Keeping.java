package io.mitalk.social.keep;

import io.mitalk.blob.BlobId;
import io.mitalk.blob.Shelf;
import io.mitalk.blob.ShelfException;
import io.mitalk.db.Database;
import io.mitalk.kit.lifecycle.Threads;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. The way of all nouns to the shelf, and the daily sweep of what none of them needs any more. */
public final class Keeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);
    private static final Duration GRACE = Duration.ofDays(1);
    private static final long SWEEP_MS = Duration.ofDays(1).toMillis();

    private final Shelf shelf;
    private final Database database;
    private final List<References> references = new CopyOnWriteArrayList<>();
    private final Threads.Timer timer;

    /** Begins to sweep a day from now. */
    public Keeping(Shelf shelf, Database database, Threads threads) {
        this.shelf = shelf;
        this.database = database;
        this.timer = threads.every(SWEEP_MS, this::sweep);
    }

    /** A noun's own way to the shelf; before the server starts. */
    public Keeper keeper(References ofNoun) {
        references.add(ofNoun);
        return new Keeper(shelf);
    }

    /** Removes what was kept more than a day ago and is named by no row. */
    void sweep() {
        try {
            int removed = shelf.expire(GRACE, this::referenced);
            LOG.info("{} blobs that nobody needs are gone", removed);
        } catch (ShelfException | RuntimeException e) { // nothing is lost; tomorrow is another day
            LOG.warn("the shelf was not swept", e);
        }
    }

    private Set<BlobId> referenced(Set<BlobId> ids) {
        var blobs = ids.stream().map(BlobId::hex).collect(Collectors.toSet());
        var needed = new HashSet<BlobId>();
        for (var ofNoun : references) {
            Set<String> named = database.read(tx -> ofNoun.of(tx, blobs));
            named.forEach(blob -> needed.add(new BlobId(blob)));
        }
        return needed;
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
