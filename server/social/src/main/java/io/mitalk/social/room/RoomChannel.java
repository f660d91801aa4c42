package io.mitalk.social.room;

import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.realtime.ChannelSource;
import io.mitalk.realtime.ChannelState;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The channels {@code room:<id>}: the card, the stage, the hands. */
final class RoomChannel implements ChannelSource {

    private static final String PREFIX = "room";

    private final RoomTools tools;

    RoomChannel(RoomTools tools) {
        this.tools = tools;
    }

    static String name(UUID room) {
        return PREFIX + ":" + room;
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public boolean maySee(Visitor visitor, String id) {
        var room = id(id);
        var who = who(visitor);
        return room != null
                && who != null
                && tools.parts()
                        .database()
                        .<Boolean, RuntimeException>read(
                                tx -> {
                                    var found = RoomStore.find(tx, room);
                                    return found != null && Door.open(tx, found, who);
                                });
    }

    @Override
    public ChannelState state(Visitor visitor, String id) {
        var room = UUID.fromString(id);
        return tools.parts()
                .database()
                .<ChannelState, RuntimeException>read(
                        tx -> {
                            var found = RoomStore.find(tx, room);
                            if (found == null) {
                                throw new IllegalStateException("rooms never vanish: " + id);
                            }
                            return new ChannelState(
                                    found.version(), tools.views().channelState(tx, found));
                        });
    }

    @Override
    public Map<String, Long> versions(Set<String> ids) {
        return versions(tools, ids, Room::version);
    }

    /** Somebody who watches; null for who is shut out. */
    static @Nullable Who who(Visitor visitor) {
        try {
            return Who.of(visitor, "");
        } catch (ProblemRaised suspended) {
            return null;
        }
    }

    static @Nullable UUID id(String text) {
        return Identities.account(text); // an id is an id, of whatever it is
    }

    /** Picks a version of a room. */
    interface Version {
        long of(Room room);
    }

    static Map<String, Long> versions(RoomTools tools, Set<String> ids, Version version) {
        var rooms =
                ids.stream()
                        .map(RoomChannel::id)
                        .filter(id -> id != null)
                        .collect(Collectors.toSet());
        var versions = new HashMap<String, Long>();
        tools.parts()
                .database()
                .read(tx -> RoomStore.byIds(tx, rooms))
                .forEach(room -> versions.put(room.id().toString(), version.of(room)));
        return versions;
    }
}
