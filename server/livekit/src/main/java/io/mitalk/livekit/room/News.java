package io.mitalk.livekit.room;

import io.mitalk.media.sfu.MediaEvent.PeerQuality;
import io.mitalk.media.sfu.MediaEvent.Speaker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.ConnectionQuality;
import livekit.LivekitModels.SpeakerInfo;
import livekit.LivekitRtc.ConnectionQualityInfo;
import livekit.LivekitRtc.ConnectionQualityUpdate;
import livekit.LivekitRtc.RoomUpdate;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SpeakersChanged;

/**
 * Owned by the room's queue. What is told without being asked: who speaks and how well somebody is connected, to those
 * who hear them and to themselves; how many are here, to all.
 */
final class News {

    private static final long FIRST_COUNT_MS = 500;
    private static final long NEXT_COUNT_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;

    private final Room room;
    private final Map<String, Speaker> speaking = new LinkedHashMap<>();
    private boolean countScheduled;
    private long lastCountNs;

    News(Room room) {
        this.room = room;
        this.lastCountNs = room.parts().clock().nanoTime() - NEXT_COUNT_MS * NS_PER_MS;
    }

    void speakers(List<Speaker> speakers) {
        for (Speaker speaker : speakers) {
            if (speaker.active()) {
                speaking.put(speaker.peerSid(), speaker);
            } else {
                speaking.remove(speaker.peerSid());
            }
        }
        // Receivers who hear all of them, which is the rule, share one encoded message.
        byte[] whole = message(speakers).toByteArray();
        for (Participant receiver : room.participants()) {
            var relevant =
                    speakers.stream()
                            .filter(speaker -> concerns(receiver, speaker.peerSid()))
                            .toList();
            if (relevant.size() == speakers.size()) {
                receiver.send(whole);
            } else if (!relevant.isEmpty()) {
                receiver.send(message(relevant));
            }
        }
    }

    /** Everybody who speaks now and whom the receiver hears. */
    void speakersTo(Participant receiver) {
        var relevant =
                speaking.values().stream()
                        .filter(speaker -> concerns(receiver, speaker.peerSid()))
                        .toList();
        if (!relevant.isEmpty()) {
            receiver.send(message(relevant));
        }
    }

    void heardFromNowOn(Participant receiver, Participant publisher) {
        var speaker = speaking.get(publisher.sid());
        if (speaker != null) {
            receiver.send(message(List.of(speaker)));
        }
    }

    void notHeardAnyMore(Participant receiver, Participant publisher) {
        var speaker = speaking.get(publisher.sid());
        if (speaker != null && !receiver.subscriber().hears(publisher.sid())) {
            receiver.send(
                    message(List.of(new Speaker(speaker.peerSid(), speaker.trackSid(), 0, false))));
        }
    }

    /** The receiver hears everybody from now on, or nobody. */
    void gated(Participant receiver) {
        var relevant = new ArrayList<Speaker>();
        for (Speaker speaker : speaking.values()) {
            boolean heard = concerns(receiver, speaker.peerSid());
            relevant.add(
                    heard ? speaker : new Speaker(speaker.peerSid(), speaker.trackSid(), 0, false));
        }
        if (!relevant.isEmpty()) {
            receiver.send(message(relevant));
        }
    }

    void gone(Participant participant) {
        speaking.remove(participant.sid());
    }

    void qualities(List<PeerQuality> peers) {
        // Sought from the few that a receiver hears: in a join storm the list is as long as the
        // room.
        var bySid = new HashMap<String, ConnectionQualityInfo>();
        peers.forEach(peer -> bySid.put(peer.peerSid(), info(peer)));
        for (Participant receiver : room.participants()) {
            var update = ConnectionQualityUpdate.newBuilder();
            var own = bySid.get(receiver.sid());
            if (own != null) {
                update.addUpdates(own);
            }
            for (String heard : receiver.subscriber().heardParticipants()) {
                var quality = bySid.get(heard);
                if (quality != null) {
                    update.addUpdates(quality);
                }
            }
            if (update.getUpdatesCount() > 0) {
                receiver.send(SignalResponse.newBuilder().setConnectionQuality(update).build());
            }
        }
    }

    /** The counts that clients are told changed: said soon after quiet, and at most every five seconds. */
    void countChanged() {
        if (countScheduled) {
            return;
        }
        countScheduled = true;
        long sinceMs = (room.parts().clock().nanoTime() - lastCountNs) / NS_PER_MS;
        room.agenda()
                .after(
                        Math.max(FIRST_COUNT_MS, NEXT_COUNT_MS - sinceMs),
                        () -> {
                            countScheduled = false;
                            lastCountNs = room.parts().clock().nanoTime();
                            byte[] message = roomUpdate().toByteArray();
                            room.participants().forEach(participant -> participant.send(message));
                        });
    }

    SignalResponse roomUpdate() {
        return SignalResponse.newBuilder()
                .setRoomUpdate(RoomUpdate.newBuilder().setRoom(room.info()))
                .build();
    }

    private static boolean concerns(Participant receiver, String peerSid) {
        return receiver.sid().equals(peerSid) || receiver.subscriber().hears(peerSid);
    }

    private static SignalResponse message(List<Speaker> speakers) {
        var infos = new ArrayList<SpeakerInfo>();
        for (Speaker speaker : speakers) {
            infos.add(
                    SpeakerInfo.newBuilder()
                            .setSid(speaker.peerSid())
                            .setLevel((float) speaker.level())
                            .setActive(speaker.active())
                            .build());
        }
        return SignalResponse.newBuilder()
                .setSpeakersChanged(SpeakersChanged.newBuilder().addAllSpeakers(infos))
                .build();
    }

    private static ConnectionQualityInfo info(PeerQuality peer) {
        var quality =
                switch (peer.quality()) {
                    case POOR -> ConnectionQuality.POOR;
                    case GOOD -> ConnectionQuality.GOOD;
                    case EXCELLENT -> ConnectionQuality.EXCELLENT;
                    case LOST -> ConnectionQuality.LOST;
                };
        return ConnectionQualityInfo.newBuilder()
                .setParticipantSid(peer.peerSid())
                .setQuality(quality)
                .setScore((float) peer.score())
                .build();
    }
}
