package io.mitalk.social.invite;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.text.Language;
import io.mitalk.social.account.Account;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.NewAccount;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Redemptions that are played through after the start and never happen: each is a transaction that is
 * rolled back, so that a crowd that comes at once finds code that is compiled and connections that know the tables.
 */
public final class Rehearsal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int LANES = 4;
    private static final long CLOSE_SECONDS = 5;
    private static final int NAME_CHARS = 19;

    private final int times;
    private final Parts parts;
    private volatile List<CompletableFuture<Void>> lanes = List.of();
    private volatile boolean closed;

    /** What it plays with. */
    public record Parts(
            Database database,
            Accounts accounts,
            Invitations invitations,
            Randomness randomness,
            Threads threads) {}

    /** Made by the assembly; it will play so many. */
    public Rehearsal(int times, Parts parts) {
        this.times = times;
        this.parts = parts;
    }

    /** The end of a play, at which everything is put back. */
    private static final class Curtain extends Exception {

        @Serial private static final long serialVersionUID = 1L;

        private Curtain() {
            super("nothing of this happened", null, false, false);
        }
    }

    /** Plays them, a few side by side, and returns at once. */
    public void begin() {
        var begun = new ArrayList<CompletableFuture<Void>>();
        for (int lane = 0; lane < LANES; lane++) {
            int share = (times + lane) / LANES;
            begun.add(CompletableFuture.runAsync(() -> play(share), parts.threads().virtual()));
        }
        lanes = List.copyOf(begun);
    }

    /** Breaks off what is played, and returns when nothing of it uses the database any more. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture.allOf(lanes.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Plays so many one after another; how many went through to the end. */
    int play(int share) {
        int played = 0;
        try {
            while (played < share && !closed) {
                once();
                played++;
            }
        } catch (Exception e) {
            // Such as a database that is away; nobody waits for it.
            LOG.debug("a rehearsal was broken off", e);
        }
        return played;
    }

    private void once() throws Exception {
        try {
            parts.database()
                    .<Exception>run(
                            tx -> {
                                redeem(tx);
                                throw new Curtain();
                            });
        } catch (Curtain fallen) {
            // As it should be.
        }
    }

    private void redeem(Tx tx) throws ProblemRaised {
        var invitations = parts.invitations();
        var host = account(tx);
        parts.accounts().activate(tx, host.id());
        var guest = account(tx);
        var wish =
                new Invitations.Wish(
                        host.id(), true, guest.handle(), null, "So that nobody has to wait.");
        var made = invitations.make(tx, wish);
        var holder = new Invitations.Holder(made.code(), null, guest.id());
        var newcomer = new Invitations.Newcomer(null, null, Language.EN);
        var came = invitations.redeem(tx, holder, newcomer);
        if (!(came instanceof Invitations.Redemption.Done)) {
            throw new IllegalStateException("a rehearsed redemption came to " + came);
        }
    }

    private Account account(Tx tx) throws ProblemRaised {
        String name = "_" + parts.randomness().text(NAME_CHARS);
        String address = name + "@rehearsal.invalid";
        return parts.accounts().create(tx, new NewAccount(name, name, address, false, Language.EN));
    }
}
