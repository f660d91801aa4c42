package io.mitalk.social.room;

import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.ChannelSource;
import io.mitalk.realtime.ChannelState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Thread-safe. The channels {@code host:<room>}: open offers, for moderators and co-hosts only. */
final class HostChannel implements ChannelSource {

    private static final String PREFIX = "host";

    private final RoomTools tools;

    HostChannel(RoomTools tools) {
        this.tools = tools;
    }

    static String name(UUID room) {
        return PREFIX + ":" + room;
    }

    /** Immutable. An offer as moderators see it. */
    record Entry(Instant since, Instant expiresAt) {}

    static Entry entry(StageStore.Offered offered) {
        return new Entry(offered.since(), offered.expiresAt());
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public boolean maySee(Visitor visitor, String id) {
        var room = RoomChannel.id(id);
        var account = visitor.accountId();
        return room != null
                && account != null
                && visitor.isMember()
                && tools.parts()
                        .database()
                        .<Boolean, RuntimeException>read(
                                tx ->
                                        StageStore.seats(tx, room).stream()
                                                .anyMatch(
                                                        seat ->
                                                                seat.account().equals(account)
                                                                        && seat.role().rank()
                                                                                >= Role.COHOST
                                                                                        .rank()));
    }

    @Override
    public ChannelState state(Visitor visitor, String id) {
        var room = UUID.fromString(id);
        return tools.parts()
                .database()
                .<ChannelState, RuntimeException>read(
                        tx -> {
                            var found = RoomStore.find(tx, room);
                            var offers = new LinkedHashMap<String, Entry>();
                            StageStore.offers(tx, room)
                                    .forEach(
                                            offered ->
                                                    offers.put(
                                                            offered.account().toString(),
                                                            entry(offered)));
                            var state = Json.mapper().createObjectNode();
                            state.set("offers", Json.mapper().valueToTree(offers));
                            return new ChannelState(found == null ? 0 : found.hostVersion(), state);
                        });
    }

    @Override
    public Map<String, Long> versions(Set<String> ids) {
        return RoomChannel.versions(tools, ids, Room::hostVersion);
    }
}
