package io.mitalk.social.account;

import io.mitalk.db.Database;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.ChannelSource;
import io.mitalk.realtime.ChannelState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Thread-safe. The channel {@code account:<id>}: what concerns one person, for nobody else. Nouns add their parts. */
public final class AccountChannel implements ChannelSource {

    private final Database database;
    private final List<AccountPart> parts = new CopyOnWriteArrayList<>();

    /** Begins with the field {@code me}. */
    public AccountChannel(Database database) {
        this.database = database;
    }

    /** Adds a field; before the server starts. */
    public void add(AccountPart part) {
        parts.add(part);
    }

    @Override
    public String prefix() {
        return "account";
    }

    @Override
    public boolean maySee(Visitor who, String id) {
        var account = who.accountId();
        return account != null && account.toString().equals(id);
    }

    @Override
    public ChannelState state(Visitor who, String id) {
        return database.read(
                tx -> {
                    var state = Json.mapper().createObjectNode();
                    // The version first: what is newer than it arrives again as an event, and
                    // changes nothing.
                    var account = AccountStore.byId(tx, UUID.fromString(id));
                    if (account == null) {
                        return new ChannelState(0, state);
                    }
                    state.set("me", Accounts.lite(account));
                    parts.forEach(part -> state.set(part.key(), part.state(tx, account.id())));
                    return new ChannelState(account.version(), state);
                });
    }

    @Override
    public Map<String, Long> versions(Set<String> ids) {
        var known = ids.stream().flatMap(id -> parsed(id).stream()).toList();
        return database.read(tx -> AccountStore.versions(tx, known));
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
