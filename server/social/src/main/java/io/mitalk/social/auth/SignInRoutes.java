package io.mitalk.social.auth;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.text.Language;
import io.mitalk.social.account.Account;
import io.mitalk.social.account.AccountProblems;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.EmailAddresses;
import io.mitalk.social.account.Me;
import io.mitalk.social.account.NewAccount;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Reserving a handle, and every way in but passkeys. */
final class SignInRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 4096;

    private final Database database;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SignInLinks links;
    private final Codes codes;
    private final SourceLimits limits;

    SignInRoutes(AuthParts parts, Codes codes, SignInLinks links, SourceLimits limits) {
        this.database = parts.database();
        this.accounts = parts.accounts();
        this.sessions = parts.sessions();
        this.links = links;
        this.codes = codes;
        this.limits = limits;
    }

    private record Reservation(String handle, String email, String displayName, String language) {}

    private record CodeWanted(String email) {}

    private record CodeRequested(UUID requestId) {}

    private record CodeGiven(UUID requestId, String code) {}

    private record LinkGiven(String token) {}

    /** Somebody who got in: what they see, and the token for their cookie. */
    private record Entered(Me me, String token) {}

    /** What a transaction that must not be rolled back came to. */
    private record Tried(Codes.Outcome outcome, @Nullable Entered entered) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/reservations", this::reserve);
        table.post("/api/auth/codes", this::sendCode);
        table.post("/api/auth/sessions", this::enterByCode);
        table.post("/api/auth/links", this::enterByLink);
        table.post("/api/auth/sign-out", this::signOut);
    }

    private void reserve(Context context) throws ProblemRaised {
        limits.reserve(RequestInfo.of(context));
        var body = Body.read(context, Reservation.class, MAX_BODY_BYTES);
        var wish =
                NewAccount.of(
                        body.handle(),
                        body.displayName(),
                        body.email(),
                        false,
                        language(body.language()));
        var device = Device.of(context);
        Entered entered =
                database.write(
                        tx -> {
                            var account = accounts.create(tx, wish);
                            var request = letter(tx, account, wish);
                            String token = sessions.open(tx, account.id(), device);
                            return new Entered(me(tx, account.id()).awaiting(request), token);
                        });
        answer(context, 201, entered);
    }

    /** Whose address it is already learns of it by mail; who asks learns nothing. */
    private UUID letter(Tx tx, Account account, NewAccount wish) throws ProblemRaised {
        var owner = accounts.byEmail(tx, wish.email());
        return owner == null
                ? codes.request(tx, wish.email(), account, wish.language())
                : codes.warn(tx, wish.email(), owner, wish.handle());
    }

    private void sendCode(Context context) throws ProblemRaised {
        var info = RequestInfo.of(context);
        limits.code(info);
        var email =
                EmailAddresses.normalised(
                        Body.read(context, CodeWanted.class, MAX_BODY_BYTES).email());
        var visitor = info.visitor();
        UUID request =
                database.write(
                        tx ->
                                codes.request(
                                        tx,
                                        email,
                                        meant(tx, email, visitor.accountId()),
                                        visitor.language()));
        Answer.json(context, 202, new CodeRequested(request));
    }

    /** Who confirms an address from the waiting page means that account, and not another one that claims it. */
    private @Nullable Account meant(Tx tx, String email, @Nullable UUID signedIn) {
        var own = signedIn == null ? null : accounts.byId(tx, signedIn);
        var reached = accounts.reachedBy(tx, email);
        boolean taken = reached != null && reached.emailConfirmedAt() != null;
        return own != null && email.equals(own.email()) && !taken ? own : reached;
    }

    private void enterByCode(Context context) throws ProblemRaised {
        var info = RequestInfo.of(context);
        limits.attempt(info);
        var body = Body.read(context, CodeGiven.class, MAX_BODY_BYTES);
        var device = Device.of(context);
        var signedIn = info.visitor().accountId();
        Tried tried =
                database.<Tried, RuntimeException>write(
                        tx -> {
                            var outcome = codes.attempt(tx, body.requestId(), body.code());
                            return outcome instanceof Codes.Right right
                                    ? new Tried(outcome, enter(tx, right, device, signedIn))
                                    : new Tried(outcome, null);
                        });
        switch (tried.outcome()) {
            case Codes.Right _ -> {
                if (tried.entered() == null) {
                    throw AuthProblems.CODE_EXPIRED.raise();
                }
                answer(context, 200, tried.entered());
            }
            case Codes.Wrong(int left) ->
                    throw AuthProblems.CODE_WRONG.raise().with("triesLeft", left);
            case Codes.Over _ -> throw AuthProblems.CODE_EXPIRED.raise();
            case Codes.Locked _ -> throw AuthProblems.CODE_LOCKED.raise();
        }
    }

    private @Nullable Entered enter(
            Tx tx, Codes.Right right, Device device, @Nullable UUID signedIn) {
        var wanted = right.account() == null ? null : accounts.byId(tx, right.account());
        if (wanted == null || !right.email().equals(wanted.email())) {
            return null;
        }
        var account = wanted;
        if (wanted.emailConfirmedAt() == null) {
            if (accounts.confirmEmail(tx, wanted.id())) {
                lockOutOthers(tx, wanted, device, signedIn);
            } else {
                account = Objects.requireNonNull(accounts.byEmail(tx, right.email()));
            }
        }
        String token = sessions.open(tx, account.id(), device);
        return new Entered(me(tx, account.id()), token);
    }

    /**
     * Whoever wrote down an address that is not theirs has a session of the account from its reservation; the mailbox's
     * owner, who shows it from elsewhere, must not share the account with them.
     */
    private void lockOutOthers(Tx tx, Account account, Device device, @Nullable UUID signedIn) {
        // Somebody has vouched for a member; only a reservation may be a trap.
        if (account.id().equals(signedIn) || account.state() != Account.State.RESERVED) {
            return;
        }
        sessions.endAll(tx, account.id(), device.replaced());
        PasskeyStore.forget(tx, account.id());
    }

    private void enterByLink(Context context) throws ProblemRaised {
        limits.attempt(RequestInfo.of(context));
        var body = Body.read(context, LinkGiven.class, MAX_BODY_BYTES);
        var device = Device.of(context);
        Entered entered =
                database.<@Nullable Entered, RuntimeException>write(
                        tx -> {
                            var account = links.redeem(tx, body.token());
                            return account == null || accounts.byId(tx, account) == null
                                    ? null
                                    : new Entered(
                                            me(tx, account), sessions.open(tx, account, device));
                        });
        if (entered == null) {
            throw AuthProblems.SIGN_IN_LINK_INVALID.raise();
        }
        answer(context, 200, entered);
    }

    private void signOut(Context context) {
        var visitor = RequestInfo.visitor(context);
        var account = visitor.accountId();
        var session = visitor.sessionId();
        if (account != null && session != null) {
            database.run(tx -> sessions.end(tx, account, session));
        }
        sessions.take(context);
        Answer.done(context);
    }

    private void answer(Context context, int status, Entered entered) {
        sessions.give(context, entered.token());
        Answer.json(context, status, entered.me());
    }

    private Me me(Tx tx, UUID account) {
        return Objects.requireNonNull(accounts.me(tx, account));
    }

    private static Language language(String tag) throws ProblemRaised {
        var language = Language.ofTag(tag);
        if (language == null) {
            throw AccountProblems.LANGUAGE_INVALID.raise();
        }
        return language;
    }
}
