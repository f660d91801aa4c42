package io.mitalk.social.account;

import io.mitalk.db.Tx;
import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of accounts; the only writer of {@code account_account}. */
final class AccountStore {

    private static final String COLUMNS =
            """
            id, handle, display_name, email, email_confirmed_at, language, about, state, operator,
            case when suspended_until is null or suspended_until > :now then suspended_reason end as suspended_reason,
            suspended_until, introduction is not null as introduced, version, created_at
            """;

    private AccountStore() {}

    /** The new account; null when somebody has the handle. */
    static @Nullable Account insert(Tx tx, UUID id, NewAccount account) {
        return tx.handle()
                .createQuery(
                        """
                        insert into account_account (id, handle, handle_key, display_name, email,
                            email_confirmed_at, language, state, created_at)
                        values (:id, :handle, :key, :name, :email, :confirmed, :language, 'reserved', :now)
                        on conflict do nothing returning
                        """
                                + COLUMNS)
                .bind("id", id)
                .bind("handle", account.handle())
                .bind("key", Handles.key(account.handle()))
                .bind("name", account.displayName())
                .bind("email", account.email())
                .bindByType("confirmed", account.emailConfirmed() ? tx.now() : null, Instant.class)
                .bind("language", account.language().tag())
                .bind("now", tx.now())
                .map(AccountStore::account)
                .findOne()
                .orElse(null);
    }

    static boolean handleTaken(Tx tx, String handle) {
        return tx.handle()
                .createQuery("select exists(select from account_account where handle_key = :key)")
                .bind("key", Handles.key(handle))
                .mapTo(Boolean.class)
                .one();
    }

    static @Nullable Account byId(Tx tx, UUID id) {
        return one(tx, "where id = :id and state <> 'deleted'", Map.of("id", id));
    }

    /** Those who exist and are no tombstones. */
    static Map<UUID, Account> byIds(Tx tx, Collection<UUID> ids) {
        return tx
                .handle()
                .createQuery(
                        "select "
                                + COLUMNS
                                + " from account_account where id = any(:ids) and state <> 'deleted'")
                .bind("now", tx.now())
                .bindArray("ids", UUID.class, ids.toArray())
                .map(AccountStore::account)
                .stream()
                .collect(Collectors.toMap(Account::id, Function.identity()));
    }

    static @Nullable Account byHandle(Tx tx, String handle) {
        return one(
                tx,
                "where handle_key = :key and state <> 'deleted'",
                Map.of("key", Handles.key(handle)));
    }

    static @Nullable Account byEmail(Tx tx, String email) {
        return one(
                tx,
                "where email = :email and email_confirmed_at is not null",
                Map.of("email", email));
    }

    static @Nullable Account newestClaiming(Tx tx, String email) {
        return one(
                tx,
                "where email = :email order by state = 'active' desc, created_at desc limit 1",
                Map.of("email", email));
    }

    static Map<UUID, PersonCard> cards(Tx tx, Collection<UUID> ids) {
        return tx
                .handle()
                .createQuery(
                        "select id, handle, display_name from account_account where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.toArray())
                .map((row, _) -> card(row))
                .stream()
                .collect(Collectors.toMap(PersonCard::id, Function.identity()));
    }

    /** The new member, its channel's version bumped; null when it was no reservation. */
    static @Nullable Account activate(Tx tx, UUID id) {
        return changed(tx, id, ", state = 'active', activated_at = :now", "state = 'reserved'");
    }

    /** The account with its channel's version bumped; null when there is none or only its tombstone. */
    static @Nullable Account bumped(Tx tx, UUID id) {
        return changed(tx, id, "", "state <> 'deleted'");
    }

    private static @Nullable Account changed(Tx tx, UUID id, String also, String where) {
        return tx.handle()
                .createQuery(
                        "update account_account set version = version + 1"
                                + also
                                + " where id = :id and "
                                + where
                                + " returning "
                                + COLUMNS)
                .bind("id", id)
                .bind("now", tx.now())
                .map(AccountStore::account)
                .findOne()
                .orElse(null);
    }

    /** False when another account has confirmed the same address. */
    static boolean confirmEmail(Tx tx, UUID id) {
        return update(
                tx,
                id,
                "email_confirmed_at = coalesce(email_confirmed_at, :now)",
                """
                and not exists (select from account_account other where other.email = account_account.email
                    and other.email_confirmed_at is not null and other.id <> account_account.id)
                """,
                Map.of("now", tx.now()));
    }

    static boolean suspend(Tx tx, UUID id, String reason, @Nullable Instant until) {
        return tx.handle()
                        .createUpdate(
                                """
                                update account_account set suspended_reason = :reason, suspended_until = :until
                                where id = :id and state <> 'deleted'
                                """)
                        .bind("id", id)
                        .bind("reason", reason)
                        .bindByType("until", until, Instant.class)
                        .execute()
                > 0;
    }

    static boolean lift(Tx tx, UUID id) {
        return update(tx, id, "suspended_reason = null, suspended_until = null", "", Map.of());
    }

    static boolean operator(Tx tx, UUID id, boolean operator) {
        return update(
                tx,
                id,
                "operator = :operator",
                "and state = 'active'",
                Map.of("operator", operator));
    }

    /** Locks the operators' rows, so that two of them cannot resign at once. */
    static List<UUID> operators(Tx tx) {
        return tx.handle()
                .createQuery("select id from account_account where operator order by id for update")
                .mapTo(UUID.class)
                .list();
    }

    static boolean hasOperator(Tx tx) {
        return tx.handle()
                .createQuery("select exists(select from account_account where operator)")
                .mapTo(Boolean.class)
                .one();
    }

    static void change(Tx tx, UUID id, Profile profile) {
        update(
                tx,
                id,
                "display_name = :name, language = :language, about = :about",
                "and state <> 'deleted'",
                Map.of(
                        "name", profile.displayName(),
                        "language", profile.language().tag(),
                        "about", profile.about()));
    }

    /** What a person writes about oneself, already checked. */
    record Profile(String displayName, Language language, String about) {}

    static void introduction(Tx tx, UUID id, @Nullable String blob) {
        tx.handle()
                .createUpdate(
                        "update account_account set introduction = :blob::text where id = :id")
                .bind("id", id)
                .bind("blob", blob)
                .execute();
    }

    static @Nullable String introduction(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        "select introduction from account_account where id = :id and introduction is not null")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** Those of {@code blobs} that are somebody's introduction. */
    static Set<String> introductions(Tx tx, Set<String> blobs) {
        return tx.handle()
                .createQuery(
                        "select introduction from account_account where introduction = any(:blobs)")
                .bindArray("blobs", String.class, blobs.toArray())
                .mapTo(String.class)
                .set();
    }

    static long touched(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        "update account_account set version = version + 1 where id = :id returning version")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    static Map<String, Long> versions(Tx tx, Collection<UUID> ids) {
        return tx
                .handle()
                .createQuery("select id, version from account_account where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.toArray())
                .map((row, _) -> Map.entry(row.getString("id"), row.getLong("version")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void bury(Tx tx, UUID id) {
        update(
                tx,
                id,
                """
                state = 'deleted', deleted_at = :now, display_name = '', email = null, email_confirmed_at = null,
                about = '', operator = false, suspended_reason = null, suspended_until = null, introduction = null,
                activated_at = null
                """,
                "",
                Map.of("now", tx.now()));
    }

    /** Removes a reservation that nobody confirmed; true when it was one. */
    static boolean unconfirmed(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        """
                        select exists(select from account_account
                            where id = :id and state = 'reserved' and email_confirmed_at is null for update)
                        """)
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    static void remove(Tx tx, UUID id) {
        tx.handle()
                .createUpdate("delete from account_account where id = :id")
                .bind("id", id)
                .execute();
    }

    /** What {@link Me} needs from other nouns' tables. */
    static Extras extras(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        """
                        select coalesce((select balance from invite_purse where account = :id), 0) as credits,
                               (select count(*) from auth_passkey where account = :id) as passkeys,
                               inviter.id, inviter.handle, inviter.display_name
                        from (values (1)) one left join invite_edge edge on edge.account = :id
                            left join account_account inviter on inviter.id = edge.inviter
                        """)
                .bind("id", id)
                .map(
                        (row, _) ->
                                new Extras(
                                        row.getInt("credits"),
                                        row.getInt("passkeys"),
                                        row.getObject("id") == null ? null : card(row)))
                .one();
    }

    record Extras(int credits, int passkeys, @Nullable PersonCard inviter) {}

    private static boolean update(Tx tx, UUID id, String set, String also, Map<String, ?> values) {
        return tx.handle()
                        .createUpdate(
                                "update account_account set " + set + " where id = :id " + also)
                        .bind("id", id)
                        .bindMap(values)
                        .execute()
                > 0;
    }

    private static @Nullable Account one(Tx tx, String where, Map<String, ?> values) {
        return tx.handle()
                .createQuery("select " + COLUMNS + " from account_account " + where)
                .bind("now", tx.now())
                .bindMap(values)
                .map(AccountStore::account)
                .findOne()
                .orElse(null);
    }

    private static PersonCard card(ResultSet row) throws SQLException {
        return new PersonCard(
                row.getObject("id", UUID.class),
                row.getString("handle"),
                row.getString("display_name"),
                null);
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        String reason = row.getString("suspended_reason");
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("email"),
                instant(row, "email_confirmed_at"),
                Objects.requireNonNullElse(Language.ofTag(row.getString("language")), Language.EN),
                row.getString("about"),
                switch (row.getString("state")) {
                    case "reserved" -> Account.State.RESERVED;
                    case "active" -> Account.State.ACTIVE;
                    default -> Account.State.DELETED;
                },
                row.getBoolean("operator"),
                reason == null
                        ? null
                        : new Visitor.Suspension(reason, instant(row, "suspended_until")),
                row.getBoolean("introduced"),
                row.getLong("version"),
                Objects.requireNonNull(instant(row, "created_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
