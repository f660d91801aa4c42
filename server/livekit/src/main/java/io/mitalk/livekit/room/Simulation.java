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

    private Simulation() {}

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
            case DISCONNECT_SIGNAL_ON_RESUME,
                    DISCONNECT_SIGNAL_ON_RESUME_NO_MESSAGES,
                    SWITCH_CANDIDATE_PROTOCOL,
                    SUBSCRIBER_BANDWIDTH,
                    SCENARIO_NOT_SET -> {}
        }
    }

    private static void speak(Room room, Participant participant, double level) {
        room.news().speakers(List.of(new Speaker(participant.sid(), "", level, level > 0)));
    }
}
