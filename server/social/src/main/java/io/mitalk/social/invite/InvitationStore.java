package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The tables {@code invite_invitation}, {@code invite_code} and {@code invite_edge}. */
final class InvitationStore {

    private static final String FIELDS =
            """
            SELECT i.id, i.inviter, i.to_account, i.to_email, i.account, i.reason, i.greeting, i.greeting_key,
                i.charged, i.state, i.created_at, i.expires_at, i.ended_at, i.misused_at
            """;

    private static final String COLUMNS = FIELDS + "FROM invite_invitation i ";

    private InvitationStore() {}

    /** Immutable. How a member came in. */
    record Edge(UUID inviter, String reason, Instant at) {}

    /** Immutable. What a code names, and whether it is the one that was mailed. */
    record Coded(Invitation invitation, boolean mailed) {}

    /** False when an open invitation for the same person exists already. */
    static boolean add(Tx tx, Invitation invitation) {
        var binding = invitation.binding();
        var toEmail = binding instanceof Binding.ToEmail(var email, var _) ? email : null;
        return tx.handle()
                        .createUpdate(
                                """
                                INSERT INTO invite_invitation (id, inviter, to_account, to_email, account, reason,
                                    charged, state, created_at, expires_at)
                                VALUES (:id, :inviter, :toAccount::uuid, :toEmail, :account::uuid, :reason,
                                    :charged, 'open', :createdAt, :expiresAt)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", invitation.id())
                        .bindByType(
                                "toAccount",
                                toEmail == null ? binding.reservation() : null,
                                UUID.class)
                        .bindByType("toEmail", toEmail, String.class)
                        .bind("inviter", invitation.inviter())
                        .bindByType("account", binding.reservation(), UUID.class)
                        .bind("reason", invitation.reason())
                        .bind("charged", invitation.charged())
                        .bind("createdAt", invitation.createdAt())
                        .bind("expiresAt", invitation.expiresAt())
                        .execute()
                == 1;
    }

    /** Keeps the inviter's code, sealed, as long as the invitation is open. */
    static void keepCode(Tx tx, UUID id, byte[] sealed) {
        tx.handle()
                .createUpdate("UPDATE invite_invitation SET sealed_code = :sealed WHERE id = :id")
                .bind("id", id)
                .bind("sealed", sealed)
                .execute();
    }

    /** The sealed codes of the open invitations that {@code inviter} has given out. */
    static Map<UUID, byte[]> keptCodes(Tx tx, UUID inviter) {
        return tx
                .handle()
                .createQuery(
                        """
                        SELECT id, sealed_code FROM invite_invitation
                        WHERE inviter = :inviter AND state = 'open' AND expires_at > :now AND sealed_code IS NOT NULL
                        """)
                .bind("inviter", inviter)
                .bind("now", tx.now())
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("id", UUID.class),
                                        row.getBytes("sealed_code")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void addCode(Tx tx, byte[] hash, UUID invitation, boolean mailed) {
        tx.handle()
                .createUpdate(
                        "INSERT INTO invite_code (hash, invitation, mailed) VALUES (:hash, :invitation, :mailed)")
                .bind("hash", hash)
                .bind("invitation", invitation)
                .bind("mailed", mailed)
                .execute();
    }

    /** The invitation behind a code, locked until the transaction ends, so that one redeems at a time. */
    static @Nullable Coded lockedByCode(Tx tx, byte[] hash) {
        return tx.handle()
                .createQuery(
                        FIELDS
                                + """
                                , c.mailed FROM invite_code c JOIN invite_invitation i ON i.id = c.invitation
                                WHERE c.hash = :hash FOR UPDATE OF i
                                """)
                .bind("hash", hash)
                .map((row, _) -> new Coded(invitation(row), row.getBoolean("mailed")))
                .findOne()
                .orElse(null);
    }

    static @Nullable Invitation locked(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(COLUMNS + "WHERE i.id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, _) -> invitation(row))
                .findOne()
                .orElse(null);
    }

    /** What {@code inviter} has given out, the newest first. */
    static List<Invitation> of(Tx tx, UUID inviter, int max) {
        return tx.handle()
                .createQuery(
                        COLUMNS
                                + "WHERE i.inviter = :inviter ORDER BY i.created_at DESC, i.id DESC LIMIT :max")
                .bind("inviter", inviter)
                .bind("max", max)
                .map((row, _) -> invitation(row))
                .list();
    }

    static int countOpen(Tx tx, UUID inviter) {
        return tx.handle()
                .createQuery(
                        "SELECT count(*) FROM invite_invitation WHERE inviter = :inviter AND state = 'open'")
                .bind("inviter", inviter)
                .mapTo(Integer.class)
                .one();
    }

    /** The open invitations that are bound to a reservation. */
    static List<Invitation> openFor(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(COLUMNS + "WHERE i.account = :account AND i.state = 'open' FOR UPDATE")
                .bind("account", account)
                .map((row, _) -> invitation(row))
                .list();
    }

    /** The open invitations that an account gave. */
    static List<Invitation> openBy(Tx tx, UUID inviter) {
        return tx.handle()
                .createQuery(COLUMNS + "WHERE i.inviter = :inviter AND i.state = 'open' FOR UPDATE")
                .bind("inviter", inviter)
                .map((row, _) -> invitation(row))
                .list();
    }

    /** The open invitation whose greeting has this address. */
    static @Nullable Invitation byGreetingKey(Tx tx, String key) {
        return tx.handle()
                .createQuery(COLUMNS + "WHERE i.greeting_key = :key")
                .bind("key", key)
                .map((row, _) -> invitation(row))
                .findOne()
                .orElse(null);
    }

    static void bind(Tx tx, UUID id, UUID account) {
        tx.handle()
                .createUpdate("UPDATE invite_invitation SET account = :account WHERE id = :id")
                .bind("id", id)
                .bind("account", account)
                .execute();
    }

    static void end(Tx tx, UUID id, InvitationState state) {
        tx.handle()
                .createUpdate(
                        """
                        UPDATE invite_invitation SET state = :state, ended_at = :now, sealed_code = NULL
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("state", state.word())
                .bind("now", tx.now())
                .execute();
    }

    static void misused(Tx tx, UUID id) {
        tx.handle()
                .createUpdate(
                        "UPDATE invite_invitation SET misused_at = coalesce(misused_at, :now) WHERE id = :id")
                .bind("id", id)
                .bind("now", tx.now())
                .execute();
    }

    static void greet(Tx tx, UUID id, Invitation.@Nullable Greeting greeting) {
        tx.handle()
                .createUpdate(
                        "UPDATE invite_invitation SET greeting = :blob, greeting_key = :key WHERE id = :id")
                .bind("id", id)
                .bindByType("blob", greeting == null ? null : greeting.blob(), String.class)
                .bindByType("key", greeting == null ? null : greeting.key(), String.class)
                .execute();
    }

    /** Those of {@code blobs} that are greetings. */
    static Set<String> greetings(Tx tx, Set<String> blobs) {
        return tx.handle()
                .createQuery(
                        "SELECT DISTINCT greeting FROM invite_invitation WHERE greeting = ANY(:blobs)")
                .bindArray("blobs", String.class, blobs)
                .mapTo(String.class)
                .set();
    }

    /** Ends the invitation by letting {@code account} in, and writes who let whom in and why. */
    static void redeemed(Tx tx, UUID id, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        WITH ended AS (
                            UPDATE invite_invitation
                            SET account = :account, state = 'redeemed', ended_at = :now, sealed_code = NULL
                            WHERE id = :id RETURNING id, inviter, reason)
                        INSERT INTO invite_edge (account, inviter, invitation, reason, at)
                        SELECT :account, inviter, id, reason, :now FROM ended
                        """)
                .bind("id", id)
                .bind("account", account)
                .bind("now", tx.now())
                .execute();
    }

    static @Nullable Edge edge(Tx tx, UUID account) {
        return tx.handle()
                .createQuery("SELECT inviter, reason, at FROM invite_edge WHERE account = :account")
                .bind("account", account)
                .map(
                        (row, _) ->
                                new Edge(
                                        row.getObject("inviter", UUID.class),
                                        row.getString("reason"),
                                        row.getTimestamp("at").toInstant()))
                .findOne()
                .orElse(null);
    }

    /** Whom an account let in, in order. */
    static List<UUID> letIn(Tx tx, UUID inviter, int max) {
        return tx.handle()
                .createQuery(
                        "SELECT account FROM invite_edge WHERE inviter = :inviter ORDER BY at, account LIMIT :max")
                .bind("inviter", inviter)
                .bind("max", max)
                .mapTo(UUID.class)
                .list();
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        var blob = row.getString("greeting");
        var key = row.getString("greeting_key");
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getObject("inviter", UUID.class),
                binding(row),
                row.getString("reason"),
                blob == null || key == null ? null : new Invitation.Greeting(blob, key),
                row.getBoolean("charged"),
                row.getTimestamp("misused_at") != null,
                state(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    private static Binding binding(ResultSet row) throws SQLException {
        var toAccount = row.getObject("to_account", UUID.class);
        return toAccount != null
                ? new Binding.ToReservation(toAccount)
                : new Binding.ToEmail(
                        row.getString("to_email"), row.getObject("account", UUID.class));
    }

    private static InvitationState state(ResultSet row) throws SQLException {
        var endedAt = row.getTimestamp("ended_at");
        var at = endedAt == null ? Instant.EPOCH : endedAt.toInstant();
        String word = row.getString("state");
        return switch (word) {
            case "open" -> new InvitationState.Open();
            case "redeemed" ->
                    new InvitationState.Redeemed(row.getObject("account", UUID.class), at);
            case "revoked" -> new InvitationState.Revoked(at);
            case "expired" -> new InvitationState.Expired(at);
            default -> throw new IllegalStateException("the table holds the state " + word);
        };
    }
}
