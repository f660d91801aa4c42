package io.mitalk.app.bridge;

import io.mitalk.livekit.room.RoomFact;
import io.mitalk.livekit.room.RoomObserver;
import io.mitalk.livekit.token.Realm;
import io.mitalk.social.room.StageFact;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Carries what happens on the media plane to the application: in order within a room, since it is told on
 * the room's own queue. A listener returns at once, as the port demands.
 */
public final class StageFacts implements RoomObserver {

    private static final Logger LOG = LoggerFactory.getLogger(StageFacts.class);

    private final List<Consumer<StageFact>> listeners = new CopyOnWriteArrayList<>();

    private volatile boolean stopping;

    void add(Consumer<StageFact> listener) {
        listeners.add(listener);
    }

    /** {@link EmbeddedStage#stop}. */
    void stop() {
        stopping = true;
    }

    @Override
    public void observe(RoomFact fact) {
        if (fact.room().realm() != Realm.APPLICATION) {
            return;
        }
        var room = StageRooms.id(fact.room().name());
        var told = room == null ? null : translate(room, fact);
        if (told != null) {
            tell(told);
        }
    }

    private void tell(StageFact fact) {
        for (var listener : listeners) {
            try {
                listener.accept(fact);
            } catch (RuntimeException e) {
                LOG.error("a listener failed at {}", fact, e);
            }
        }
    }

    private @Nullable StageFact translate(UUID room, RoomFact fact) {
        return switch (fact) {
            case RoomFact.Joined f -> new StageFact.Joined(room, f.identity(), f.sid(), f.at());
            case RoomFact.Left f -> left(room, f);
            case RoomFact.SignalLost f -> new StageFact.SignalLost(room, f.identity());
            case RoomFact.SignalBack f -> new StageFact.SignalBack(room, f.identity());
            case RoomFact.Microphone f -> new StageFact.Published(room, f.identity(), f.open());
            case RoomFact.Spoke f ->
                    new StageFact.Spoke(
                            room, f.identity(), f.sid(), f.spokenMs(), f.slots(), f.at());
            case RoomFact.Closed f -> f.asked() ? null : new StageFact.Gone(room);
        };
    }

    private @Nullable StageFact left(UUID room, RoomFact.Left left) {
        return stopping ? null : new StageFact.Left(room, left.identity(), left.sid(), left.at());
    }
}
