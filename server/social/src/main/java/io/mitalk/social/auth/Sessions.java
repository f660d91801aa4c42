package io.mitalk.social.auth;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Authenticator;
import io.mitalk.http.SessionCookie;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.time.Clock;
import io.mitalk.realtime.SessionEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Sessions: an opaque token of 256 bits in a cookie, its SHA-256 in a row. Signing in always makes a new
 * one and ends the one that the browser had. Ending one cuts its sockets.
 */
public final class Sessions implements Authenticator {

    /** Uses within this time are not written again. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    /** Uses within this time are written together, by whoever comes after it; what is not written is noted anew. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private final AuthSettings.SessionLimits limits;
    private final SessionCookie cookie;
    private final Database database;
    private final Parts parts;

    /** Sessions by when they were used, not written yet; guarded by itself, as is {@link #notedAt}. */
    private final Map<UUID, Instant> uses = new HashMap<>();

    private Instant notedAt = Instant.EPOCH;

    /** What sessions are made with. */
    public record Parts(Clock clock, Randomness randomness, Uuid7 ids) {}

    /** Sessions in this database, carried by this cookie. */
    public Sessions(
            AuthSettings.SessionLimits limits,
            SessionCookie cookie,
            Database database,
            Parts parts) {
        this.limits = limits;
        this.cookie = cookie;
        this.database = database;
        this.parts = parts;
    }

    /** A session as its owner sees it. */
    public record Listed(
            UUID id,
            boolean current,
            Instant createdAt,
            Instant usedAt,
            String agent,
            String source) {}

    @Override
    public @Nullable Visitor authenticate(String sessionToken) {
        byte[] hash = Tokens.hash(sessionToken);
        var holder =
                database.<SessionStore.@Nullable Holder, RuntimeException>read(
                        tx -> SessionStore.holder(tx, hash, limits));
        if (holder == null) {
            return null;
        }
        Instant now = parts.clock().instant();
        if (holder.usedAt().isBefore(now.minus(NOTED))) {
            note(Objects.requireNonNull(holder.visitor().sessionId()), now);
        }
        return holder.visitor();
    }

    /** Who comes back with thousands of others is noted with them, not by a transaction each. */
    private void note(UUID session, Instant now) {
        Map<UUID, Instant> noted;
        synchronized (uses) {
            uses.put(session, now);
            if (now.isBefore(notedAt.plus(TOGETHER))) {
                return;
            }
            notedAt = now;
            noted = Map.copyOf(uses);
            uses.clear();
        }
        database.run(tx -> SessionStore.used(tx, noted));
    }

    /** Signs {@code account} in and returns the token for {@link #give}, once the transaction is committed. */
    public String open(Tx tx, UUID account, Device device) {
        String token = Tokens.next(parts.randomness());
        SessionStore.insert(tx, parts.ids().next(), Tokens.hash(token), account, device);
        tell(tx, SessionStore.prune(tx, account, limits));
        var replaced = device.replaced();
        if (replaced != null) {
            tell(tx, SessionStore.endAny(tx, replaced));
        }
        return token;
    }

    /** Puts the token into the answer's cookie. */
    public void give(Context context, String token) {
        cookie.give(context, token, limits.lifetime());
    }

    /** Ends a session of the account; false when it has no such session. */
    public boolean end(Tx tx, UUID account, UUID session) {
        var ended = SessionStore.end(tx, account, session);
        tell(tx, ended);
        return !ended.isEmpty();
    }

    /** Ends all sessions of the account but {@code kept}. */
    public void endAll(Tx tx, UUID account, @Nullable UUID kept) {
        tell(tx, SessionStore.endAll(tx, account, kept));
    }

    /** The account's sessions, the one used last first. */
    List<Listed> of(Tx tx, UUID account, @Nullable UUID current) {
        return SessionStore.of(tx, account, limits).stream()
                .map(
                        row ->
                                new Listed(
                                        row.id(),
                                        row.id().equals(current),
                                        row.createdAt(),
                                        row.usedAt(),
                                        row.agent(),
                                        row.source()))
                .toList();
    }

    /** Takes the cookie back. */
    void take(Context context) {
        cookie.take(context);
    }

    private static void tell(Tx tx, List<UUID> ended) {
        ended.forEach(session -> tx.fact(new SessionEnded(session)));
    }
}
