package io.mitalk.social.account;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.http.SessionCookie;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.text.Language;
import io.mitalk.kit.text.Names;
import io.mitalk.kit.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. One's own account, and whether a handle is free. */
public final class AccountRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 8192;
    private static final int MAX_ABOUT = 500;
    private static final int MAX_KEYS = 100_000;

    private final Database database;
    private final Accounts accounts;
    private final SessionCookie cookie;
    private final KeyedLimiter<Long> handleChecks;
    private final KeyedLimiter<UUID> changes;

    /** Routes over {@code accounts}; the cookie is taken back from who deletes the account. */
    public AccountRoutes(
            AccountSettings settings,
            Database database,
            Accounts accounts,
            SessionCookie cookie,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.cookie = cookie;
        handleChecks =
                new KeyedLimiter<>(
                        Rate.perMinute(settings.handleChecksPerMinute()), MAX_KEYS, clock);
        changes = new KeyedLimiter<>(Rate.perMinute(settings.changesPerMinute()), MAX_KEYS, clock);
    }

    private record Availability(String handle, boolean available, @Nullable String reason) {}

    private record Change(String displayName, String language, @Nullable String about) {}

    private record Deletion(String handle) {}

    private record Session(@Nullable Me me) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("account", AccountProblems.ALL);
        table.get("/api/handles/{handle}", this::available);
        table.get("/api/session", this::session);
        table.get("/api/me", this::show);
        table.put("/api/me", this::change);
        table.delete("/api/me", this::delete);
        table.get("/api/me/export", this::export);
    }

    private void available(Context context) throws ProblemRaised {
        limit(handleChecks, RequestInfo.of(context).sourceKey());
        String handle = context.pathParam("handle");
        var problem =
                database.<@Nullable Problem, RuntimeException>read(
                        tx -> accounts.refusal(tx, handle));
        Answer.json(
                context,
                200,
                new Availability(handle, problem == null, problem == null ? null : problem.slug()));
    }

    /** Who looks at the page is a question, not a right: nobody is an answer like any other. */
    private void session(Context context) {
        var id = RequestInfo.visitor(context).accountId();
        var me =
                id == null
                        ? null
                        : database.<@Nullable Me, RuntimeException>read(tx -> accounts.me(tx, id));
        Answer.json(context, 200, new Session(me));
    }

    private void show(Context context) throws ProblemRaised {
        answer(context, RequestInfo.visitor(context).known());
    }

    private void change(Context context) throws ProblemRaised {
        var id = RequestInfo.visitor(context).signedIn();
        limit(changes, id);
        var body = Body.read(context, Change.class, MAX_BODY_BYTES);
        var language = Language.ofTag(body.language());
        if (language == null) {
            throw AccountProblems.LANGUAGE_INVALID.raise();
        }
        var profile =
                new AccountStore.Profile(
                        DisplayNames.clean(body.displayName()), language, about(body.about()));
        database.run(tx -> accounts.change(tx, id, profile));
        answer(context, id);
    }

    private static String about(@Nullable String text) throws ProblemRaised {
        String clean = text == null ? "" : Names.paragraphs(text, MAX_ABOUT);
        if (clean == null) {
            throw AccountProblems.ABOUT_TOO_LONG.raise();
        }
        return clean;
    }

    private void delete(Context context) throws ProblemRaised {
        var id = RequestInfo.visitor(context).known();
        var body = Body.read(context, Deletion.class, MAX_BODY_BYTES);
        database.run(
                tx -> {
                    var account = accounts.byId(tx, id);
                    if (account == null || !account.handle().equalsIgnoreCase(body.handle())) {
                        throw AccountProblems.HANDLE_DIFFERS.raise();
                    }
                    accounts.delete(tx, id);
                });
        cookie.take(context);
        Answer.done(context);
    }

    private void export(Context context) throws ProblemRaised {
        var id = RequestInfo.visitor(context).known();
        limit(changes, id);
        Map<String, Object> everything = database.read(tx -> accounts.export(tx, id));
        context.header("Content-Disposition", "attachment; filename=\"export.json\"");
        Answer.json(context, 200, everything);
    }

    private void answer(Context context, UUID id) throws ProblemRaised {
        var me = database.<@Nullable Me, RuntimeException>read(tx -> accounts.me(tx, id));
        if (me == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        Answer.json(context, 200, me);
    }

    private static <K> void limit(KeyedLimiter<K> limiter, K key) throws ProblemRaised {
        if (!limiter.take(key)) {
            throw Problem.tooSoon(limiter.waitMs(key));
        }
    }
}
