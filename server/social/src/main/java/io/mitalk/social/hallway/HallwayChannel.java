package io.mitalk.social.hallway;

import io.mitalk.db.Database;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.ChannelSource;
import io.mitalk.realtime.ChannelState;
import java.util.Map;
import java.util.Set;

/** Thread-safe. The channel {@code hallway}: for members, a number that grows when it is time to look again. */
final class HallwayChannel implements ChannelSource {

    static final String NAME = "hallway";

    private final Database database;

    HallwayChannel(Database database) {
        this.database = database;
    }

    @Override
    public String prefix() {
        return NAME;
    }

    @Override
    public boolean maySee(Visitor who, String id) {
        return id.isEmpty() && who.isMember();
    }

    @Override
    public ChannelState state(Visitor who, String id) {
        long version = version();
        return new ChannelState(version, Json.mapper().createObjectNode().put("changed", version));
    }

    @Override
    public Map<String, Long> versions(Set<String> ids) {
        return Map.of("", version());
    }

    private long version() {
        return database.<Long, RuntimeException>read(HallwayStore::version);
    }
}
