package io.mitalk.livekit.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;

/**
 * Owned by the room's queue. Tells everybody who is here. News of who may speak go out at once; coming and going of
 * pure listeners is collected, since n joins must not cost n² messages.
 */
final class Roster {

    private static final int MAX_UPDATE_BYTES = 128 * 1024;

    /** Who left last, for those who come back; more of them than a resume window has are not worth their memory. */
    private static final int MAX_FAREWELLS = 256;

    private final Room room;
    private final Map<String, ParticipantInfo> batch = new LinkedHashMap<>();
    private final ArrayDeque<Farewell> farewells = new ArrayDeque<>();
    private boolean scheduled;

    private record Farewell(ParticipantInfo info, long atNs) {}

    Roster(Room room) {
        this.room = room;
    }

    /** Something that matters at once: tracks, mute, permissions, texts. */
    void changed(Participant participant) {
        announce(participant.info(), participant);
    }

    /** It came, or its media connected. */
    void appeared(Participant participant) {
        if (participant.permissions().mayPublish() || participant.hidden()) {
            announce(participant.info(), participant);
        } else {
            participant.send(Responses.update(List.of(participant.info())));
            later(participant.info());
        }
    }

    /** It stays, and is not listed any more: for the others it left. */
    void hid(Participant participant) {
        batch.remove(participant.sid());
        byte[] farewell =
                Responses.update(List.of(participant.farewell(DisconnectReason.UNKNOWN_REASON)))
                        .toByteArray();
        for (Participant other : room.participants()) {
            if (other != participant) {
                other.send(farewell);
            }
        }
        participant.touched();
        participant.send(Responses.update(List.of(participant.info())));
    }

    /** It is gone, and not a member any more. */
    void left(Participant participant, DisconnectReason reason) {
        if (participant.hidden()) {
            return;
        }
        var farewell = participant.farewell(reason);
        remember(farewell);
        if (participant.permissions().mayPublish()) {
            announce(farewell, participant);
        } else {
            later(farewell);
        }
    }

    /**
     * Tells a client that comes back who left since it was last heard of: browsers keep whom a snapshot does not name.
     */
    void missed(Participant receiver) {
        var missed =
                farewells.stream()
                        .filter(farewell -> farewell.atNs() - receiver.saidNs() >= 0)
                        .map(Farewell::info)
                        .toList();
        if (!missed.isEmpty()) {
            receiver.send(Responses.update(missed));
        }
    }

    /** Only what tells who left: texts of those who are gone are not kept. */
    private void remember(ParticipantInfo left) {
        var info =
                ParticipantInfo.newBuilder()
                        .setSid(left.getSid())
                        .setIdentity(left.getIdentity())
                        .setName(left.getName())
                        .setState(left.getState())
                        .setVersion(left.getVersion())
                        .setDisconnectReason(left.getDisconnectReason());
        farewells.add(new Farewell(info.build(), room.parts().clock().nanoTime()));
        if (farewells.size() > MAX_FAREWELLS) {
            farewells.poll();
        }
    }

    /** Sends what was collected. */
    void flush() {
        if (!batch.isEmpty()) {
            var infos = new ArrayList<>(batch.values());
            batch.clear();
            broadcast(infos);
        }
    }

    /** Sends a full snapshot to one client: everybody it may see, itself first. */
    void snapshot(Participant receiver) {
        var infos = new ArrayList<ParticipantInfo>();
        infos.add(receiver.info());
        infos.addAll(visibleTo(receiver));
        receiver.send(Responses.update(infos));
    }

    List<ParticipantInfo> visibleTo(Participant receiver) {
        return room.participants().stream()
                .filter(other -> other != receiver && !other.hidden())
                .map(Participant::info)
                .toList();
    }

    private void announce(ParticipantInfo info, Participant subject) {
        if (subject.hidden()) {
            subject.send(Responses.update(List.of(info)));
            return;
        }
        // What waits goes first, so that a farewell of the same identity's former session is not
        // overtaken.
        batch.remove(info.getSid());
        var infos = new ArrayList<>(batch.values());
        batch.clear();
        infos.add(info);
        broadcast(infos);
    }

    private void later(ParticipantInfo info) {
        batch.remove(info.getSid());
        batch.put(info.getSid(), info);
        if (!scheduled) {
            scheduled = true;
            room.agenda()
                    .after(
                            room.settings().listenerBatchMs(),
                            () -> {
                                scheduled = false;
                                flush();
                            });
        }
    }

    private void broadcast(Collection<ParticipantInfo> infos) {
        var part = new ArrayList<ParticipantInfo>();
        int bytes = 0;
        for (ParticipantInfo info : infos) {
            part.add(info);
            bytes += info.getSerializedSize();
            if (bytes > MAX_UPDATE_BYTES) {
                everybody(part);
                part.clear();
                bytes = 0;
            }
        }
        if (!part.isEmpty()) {
            everybody(part);
        }
    }

    private void everybody(List<ParticipantInfo> infos) {
        byte[] message = Responses.update(infos).toByteArray();
        room.participants().forEach(participant -> participant.send(message));
    }
}
