package io.mitalk.social.community;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.text.Language;
import io.mitalk.kit.time.Clock;
import io.mitalk.social.account.AccountProblems;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Me;
import io.mitalk.social.account.NewAccount;
import io.mitalk.social.action.Action;
import io.mitalk.social.action.Actions;
import io.mitalk.social.auth.Device;
import io.mitalk.social.auth.Sessions;
import java.util.Objects;

/**
 * Thread-safe. The way of an operator into the community: with a link that the server printed. The first one also says
 * what the community is called.
 */
public final class SetupRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_SOURCES = 10_000;

    private final Parts parts;
    private final KeyedLimiter<Long> tries;

    /** What the routes are made of. */
    public record Parts(
            Database database,
            SetupLinks links,
            Accounts accounts,
            Sessions sessions,
            Actions actions,
            Clock clock,
            int triesPerMinute) {}

    /** Made by the assembly. */
    public SetupRoutes(Parts parts) {
        this.parts = parts;
        tries =
                new KeyedLimiter<>(
                        Rate.perMinute(parts.triesPerMinute()), MAX_SOURCES, parts.clock());
    }

    private record Opening(String token) {}

    private record Opened(boolean valid) {}

    private record Setup(
            String token,
            String handle,
            String displayName,
            String email,
            String language,
            String name,
            String description,
            String rules) {}

    private record Entered(Me me, String token) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/setup/open", this::open);
        table.post("/api/setup", this::setUp);
    }

    private void open(Context context) throws ProblemRaised {
        limit(context);
        String link = link(Body.read(context, Opening.class, MAX_BODY_BYTES).token());
        boolean used =
                parts.database()
                        .<Boolean, RuntimeException>read(tx -> CommunityStore.used(tx, link));
        if (used) {
            throw CommunityProblems.SETUP_LINK_INVALID.raise();
        }
        Answer.json(context, 200, new Opened(true));
    }

    private void setUp(Context context) throws ProblemRaised {
        limit(context);
        var body = Body.read(context, Setup.class, MAX_BODY_BYTES);
        String link = link(body.token());
        var language = Language.ofTag(body.language());
        if (language == null) {
            throw AccountProblems.LANGUAGE_INVALID.raise();
        }
        var wish = NewAccount.of(body.handle(), body.displayName(), body.email(), false, language);
        var about = About.of(body.name(), body.description(), body.rules());
        var device = Device.of(context);
        Entered entered = parts.database().write(tx -> enter(tx, link, wish, about, device));
        parts.sessions().give(context, entered.token());
        Answer.json(context, 201, entered.me());
    }

    private Entered enter(Tx tx, String link, NewAccount wish, About about, Device device)
            throws ProblemRaised {
        boolean first = !parts.accounts().hasOperator(tx);
        var account = parts.accounts().create(tx, wish);
        if (!CommunityStore.use(tx, link, account.id())) {
            throw CommunityProblems.SETUP_LINK_INVALID.raise();
        }
        parts.accounts().activate(tx, account.id());
        parts.accounts().operator(tx, account.id(), true);
        if (first) {
            CommunityStore.change(tx, about);
        }
        parts.actions().write(tx, new Action(null, "operator-made-by-link", account.id(), ""));
        String token = parts.sessions().open(tx, account.id(), device);
        return new Entered(Objects.requireNonNull(parts.accounts().me(tx, account.id())), token);
    }

    private String link(String token) throws ProblemRaised {
        String id = parts.links().id(token);
        if (id == null) {
            throw CommunityProblems.SETUP_LINK_INVALID.raise();
        }
        return id;
    }

    private void limit(Context context) throws ProblemRaised {
        long source = RequestInfo.of(context).sourceKey();
        if (!tries.take(source)) {
            throw Problem.tooSoon(tries.waitMs(source));
        }
    }
}
