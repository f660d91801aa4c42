package io.mitalk.social.account;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.ChannelEvent;
import io.mitalk.realtime.StandingChanged;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. The verbs of accounts. Each runs in the caller's transaction, tells the account's own channel what
 * changed, and cuts its sockets when what it may do has changed.
 */
public final class Accounts {

    private static final String UNCONFIRMED = "account.unconfirmed";

    private final AccountSettings settings;
    private final Uuid7 ids;
    private final Deadlines deadlines;
    private final List<Belongings> belongings = new CopyOnWriteArrayList<>();

    /** Listens for reservations that nobody confirmed. */
    public Accounts(AccountSettings settings, Uuid7 ids, Deadlines deadlines) {
        this.settings = settings;
        this.ids = ids;
        this.deadlines = deadlines;
        deadlines.on(UNCONFIRMED, this::fallFree);
    }

    /** Adds what another noun keeps of accounts; before the server starts. */
    public void add(Belongings part) {
        belongings.add(part);
    }

    /** The name of an account's own channel. */
    public static String channel(UUID account) {
        return "account:" + account;
    }

    /**
     * A reservation. Without a confirmed address it falls free after {@code account.unconfirmed-lifetime}.
     *
     * @throws ProblemRaised {@code handle-reserved}
     */
    public Account create(Tx tx, NewAccount account) throws ProblemRaised {
        var id = ids.next();
        var made = AccountStore.insert(tx, id, account);
        if (made == null) {
            throw AccountProblems.HANDLE_RESERVED.raise();
        }
        if (!account.emailConfirmed()) {
            deadlines.set(
                    tx, UNCONFIRMED, id.toString(), tx.now().plus(settings.unconfirmedLifetime()));
        }
        return made;
    }

    /** The account, or null when there is none or only its tombstone. */
    public @Nullable Account byId(Tx tx, UUID id) {
        return AccountStore.byId(tx, id);
    }

    /** Those of the accounts that exist and are no tombstones. */
    public Map<UUID, Account> byIds(Tx tx, Collection<UUID> ids) {
        return AccountStore.byIds(tx, ids);
    }

    /** The account with this handle, whatever its case, or null when there is none or only its tombstone. */
    public @Nullable Account byHandle(Tx tx, String handle) {
        return AccountStore.byHandle(tx, handle);
    }

    /** The account that confirmed this normalised address, or null. */
    public @Nullable Account byEmail(Tx tx, String email) {
        return AccountStore.byEmail(tx, email);
    }

    /** The account that confirmed this normalised address, else the newest that claims it, or null. */
    public @Nullable Account reachedBy(Tx tx, String email) {
        var confirmed = AccountStore.byEmail(tx, email);
        return confirmed == null ? AccountStore.newestClaiming(tx, email) : confirmed;
    }

    /** Why nobody could reserve this handle now, or null. */
    public @Nullable Problem refusal(Tx tx, String handle) {
        var problem = Handles.problem(handle);
        if (problem != null) {
            return problem;
        }
        return AccountStore.handleTaken(tx, handle) ? AccountProblems.HANDLE_RESERVED : null;
    }

    /** A person's card, a tombstone's included. */
    public @Nullable PersonCard card(Tx tx, UUID id) {
        return cards(tx, List.of(id)).get(id);
    }

    /** The cards of those who exist, tombstones included. */
    public Map<UUID, PersonCard> cards(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : AccountStore.cards(tx, ids);
    }

    /**
     * Makes a reservation a member; null when it is none (any more). A due time of its unconfirmed address stays, and
     * will find a member: nothing to do.
     */
    public @Nullable Account activate(Tx tx, UUID id) {
        var account = AccountStore.activate(tx, id);
        if (account != null) {
            tellMe(tx, account);
            tx.fact(new StandingChanged(id));
        }
        return account;
    }

    /** Notes that the owner reads the account's mailbox; false when another account has shown that before. */
    public boolean confirmEmail(Tx tx, UUID id) {
        if (!AccountStore.confirmEmail(tx, id)) {
            return false;
        }
        deadlines.cancel(tx, UNCONFIRMED, id.toString());
        tellMe(tx, id);
        return true;
    }

    /** Shuts an account out, for ever when {@code until} is null; its sessions stay, and are told the reason. */
    public void suspend(Tx tx, UUID id, String reason, @Nullable Instant until) {
        if (AccountStore.suspend(tx, id, reason, until)) {
            tx.fact(new ShutOutChanged(id));
            standingChanged(tx, id);
        }
    }

    /** Ends a suspension. */
    public void lift(Tx tx, UUID id) {
        if (AccountStore.lift(tx, id)) {
            tx.fact(new ShutOutChanged(id));
            standingChanged(tx, id);
        }
    }

    /**
     * Makes a member an operator, or an operator a member again.
     *
     * @throws ProblemRaised {@code last-operator}; {@code not-found} when it is no member
     */
    public void operator(Tx tx, UUID id, boolean operator) throws ProblemRaised {
        if (!operator) {
            refuseTheLast(tx, id);
        }
        if (!AccountStore.operator(tx, id, operator)) {
            throw Problem.NOT_FOUND.raise();
        }
        standingChanged(tx, id);
    }

    /** Whether anybody operates this community. */
    public boolean hasOperator(Tx tx) {
        return AccountStore.hasOperator(tx);
    }

    /** What the owner sees. */
    public @Nullable Me me(Tx tx, UUID id) {
        var account = AccountStore.byId(tx, id);
        return account == null ? null : me(tx, account);
    }

    /** The same of an account as it was just read. */
    public Me me(Tx tx, Account account) {
        var extras = AccountStore.extras(tx, account.id());
        return new Me(
                account.id(),
                account.handle(),
                account.displayName(),
                account.standing().name().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(account.email(), ""),
                account.emailConfirmedAt() != null,
                account.language().tag(),
                account.about(),
                account.operator(),
                extras.credits(),
                extras.inviter(),
                account.introduction() ? "/api/introductions/" + account.id() : null,
                extras.passkeys(),
                account.createdAt(),
                account.suspension(),
                null);
    }

    /** Bumps the version of the account's channel and returns it; holds the row until the commit. */
    public long touched(Tx tx, UUID id) {
        return AccountStore.touched(tx, id);
    }

    /** Tells the account's channel: {@code type} in kebab-case, {@code patch} of the state (RFC 7396). */
    public void tell(Tx tx, UUID id, String type, ObjectNode patch) {
        tx.fact(new ChannelEvent(channel(id), touched(tx, id), type, patch));
    }

    /** Replaces what the owner says about oneself. */
    void change(Tx tx, UUID id, AccountStore.Profile profile) {
        AccountStore.change(tx, id, profile);
        tellMe(tx, id);
    }

    /** Tells the owner's pages that {@link Me} is another. */
    public void tellMe(Tx tx, UUID id) {
        var account = AccountStore.bumped(tx, id);
        if (account != null) {
            tellMe(tx, account);
        }
    }

    private static void tellMe(Tx tx, Account bumped) {
        var patch = Json.mapper().createObjectNode();
        patch.set("me", lite(bumped));
        tx.fact(new ChannelEvent(channel(bumped.id()), bumped.version(), "me-changed", patch));
    }

    /** What the channel carries of {@link Me}. */
    static ObjectNode lite(Account account) {
        return Json.mapper()
                .createObjectNode()
                .put("id", account.id().toString())
                .put("handle", account.handle())
                .put("displayName", account.displayName())
                .put("state", account.standing().name().toLowerCase(Locale.ROOT))
                .put("emailConfirmed", account.emailConfirmedAt() != null)
                .put("language", account.language().tag())
                .put("operator", account.operator());
    }

    /** Everything that is kept of the account, by the names of its parts. */
    Map<String, Object> export(Tx tx, UUID id) {
        var parts = new LinkedHashMap<String, Object>();
        var me = me(tx, id);
        if (me != null) {
            parts.put("account", me);
        }
        for (var part : belongings) {
            var value = part.export(tx, id);
            if (value != null) {
                parts.put(part.name(), value);
            }
        }
        return parts;
    }

    /**
     * Makes the account a tombstone: whatever nouns keep of it is erased, and its handle is blocked for ever.
     *
     * @throws ProblemRaised {@code last-operator}
     */
    public void delete(Tx tx, UUID id) throws ProblemRaised {
        refuseTheLast(tx, id);
        belongings.forEach(part -> part.erase(tx, id));
        AccountStore.bury(tx, id);
        deadlines.cancel(tx, UNCONFIRMED, id.toString());
        tx.fact(new ShutOutChanged(id));
        tx.fact(new StandingChanged(id));
    }

    private void fallFree(Tx tx, String key) {
        var id = UUID.fromString(key);
        if (AccountStore.unconfirmed(tx, id)) {
            belongings.forEach(part -> part.erase(tx, id));
            AccountStore.remove(tx, id);
            tx.fact(new ShutOutChanged(id));
            tx.fact(new StandingChanged(id));
        }
    }

    private void standingChanged(Tx tx, UUID id) {
        tellMe(tx, id);
        tx.fact(new StandingChanged(id));
    }

    private static void refuseTheLast(Tx tx, UUID id) throws ProblemRaised {
        var operators = AccountStore.operators(tx);
        if (operators.size() == 1 && operators.contains(id)) {
            throw AccountProblems.LAST_OPERATOR.raise();
        }
    }
}
