package io.mitalk.social.account;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.time.Clock;
import io.mitalk.social.keep.Keeper;
import io.mitalk.social.keep.Keeping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Voice introductions: said by an account about itself, heard by members. */
public final class Introductions implements Routes {

    private static final int MAX_KEYS = 100_000;

    private final AccountSettings settings;
    private final Database database;
    private final Accounts accounts;
    private final Keeper keeper;
    private final KeyedLimiter<UUID> changes;

    /** Made by the assembly. */
    public Introductions(
            AccountSettings settings,
            Database database,
            Accounts accounts,
            Keeping keeping,
            Clock clock) {
        this.settings = settings;
        this.database = database;
        this.accounts = accounts;
        this.keeper = keeping.keeper(AccountStore::introductions);
        changes = new KeyedLimiter<>(Rate.perMinute(settings.changesPerMinute()), MAX_KEYS, clock);
    }

    @Override
    public void addTo(RouteTable table) {
        table.put("/api/me/introduction", this::say);
        table.delete("/api/me/introduction", this::forget);
        table.get("/api/introductions/{id}", this::play);
    }

    private void say(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).signedIn();
        if (!changes.take(account)) {
            throw Problem.tooSoon(changes.waitMs(account));
        }
        var voice =
                keeper.voice(
                        Body.bytes(context, settings.introductionBytes()),
                        settings.introductionSeconds(),
                        new Keeper.Refusals(
                                AccountProblems.INTRODUCTION_INVALID,
                                AccountProblems.INTRODUCTION_INVALID));
        database.run(tx -> set(tx, account, voice.blob()));
        Answer.done(context);
    }

    private void forget(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).known();
        database.run(tx -> set(tx, account, null));
        Answer.done(context);
    }

    private void set(Tx tx, UUID account, @Nullable String blob) {
        AccountStore.introduction(tx, account, blob);
        accounts.tellMe(tx, account);
    }

    private void play(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var whose = PathId.of(context, "id");
        if (!whose.equals(visitor.known())) {
            visitor.member();
        }
        String id =
                database.<@Nullable String, RuntimeException>read(
                        tx -> AccountStore.introduction(tx, whose));
        if (id == null) {
            throw Problem.NOT_FOUND.raise();
        }
        keeper.play(context, id);
    }
}
