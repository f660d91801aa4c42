package io.mitalk.livekit.room;

import io.mitalk.media.sfu.MediaEvent.Speaker;
import java.util.List;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SimulateScenario;

/** Owned by the room's queue. Accidents that a client asks for to test itself; they touch nobody but the client. */
public final class Simulation {

    private static final int MAX_SPEAKING_SECONDS = 60;
    private static final double SPEAKING_LEVEL = 0.9;

    private static final long MISHAP_MS = 5_000;

    private Simulation() {}

    /** How a socket that resumes breaks again, for a client that tries its patience. */
    enum Mishap {
        NONE,
        /** Once it was told that it is back. */
        AFTER_RECONNECT,
        /** Without a word. */
        BEFORE_ANYTHING
    }

    /** Does to {@code participant} what it asked for. */
    public static void run(Participant participant, SimulateScenario scenario) {
        Room room = participant.room();
        switch (scenario.getScenarioCase()) {
            case SPEAKER_UPDATE -> {
                int seconds = Math.clamp(scenario.getSpeakerUpdate(), 0, MAX_SPEAKING_SECONDS);
                if (participant.publisher().active()) {
                    speak(room, participant, SPEAKING_LEVEL);
                    room.agenda().after(seconds * 1000L, () -> speak(room, participant, 0));
                }
            }
            case NODE_FAILURE, MIGRATION ->
                    room.remove(participant, DisconnectReason.STATE_MISMATCH);
            case SERVER_LEAVE -> room.dismiss(participant, DisconnectReason.SERVER_SHUTDOWN);
            case LEAVE_REQUEST_FULL_RECONNECT -> {
                participant.send(
                        Responses.leave(
                                LeaveRequest.Action.RECONNECT, DisconnectReason.UNKNOWN_REASON));
                room.remove(participant, DisconnectReason.STATE_MISMATCH);
            }
            case DISCONNECT_SIGNAL_ON_RESUME -> plan(participant, Mishap.AFTER_RECONNECT);
            case DISCONNECT_SIGNAL_ON_RESUME_NO_MESSAGES ->
                    plan(participant, Mishap.BEFORE_ANYTHING);
            // There is one way to reach us, and sound needs no bandwidth to speak of.
            case SWITCH_CANDIDATE_PROTOCOL, SUBSCRIBER_BANDWIDTH, SCENARIO_NOT_SET -> {}
        }
    }

    private static void plan(Participant participant, Mishap mishap) {
        participant.mishap(mishap);
        participant.room().agenda().after(MISHAP_MS, () -> participant.mishap(Mishap.NONE));
    }

    private static void speak(Room room, Participant participant, double level) {
        room.news().speakers(List.of(new Speaker(participant.sid(), "", level, level > 0)));
    }
}
