package io.mitalk.livekit.room;

import io.mitalk.kit.id.Randomness;
import livekit.LivekitModels.TrackSource;

/** Thread-safe. Makes the ids of the protocol; clients rely on their prefixes, and use them in DOM ids. */
final class Sids {

    private static final int LENGTH = 12;

    private Sids() {}

    static String room(Randomness randomness) {
        return "RM_" + randomness.text(LENGTH);
    }

    static String participant(Randomness randomness) {
        return "PA_" + randomness.text(LENGTH);
    }

    /** {@code A} for audio, then a letter for the source. */
    static String track(Randomness randomness, TrackSource source) {
        String letter =
                switch (source) {
                    case MICROPHONE -> "M";
                    case SCREEN_SHARE_AUDIO -> "s";
                    case CAMERA, SCREEN_SHARE, UNKNOWN, UNRECOGNIZED -> "U";
                };
        return "TR_A" + letter + randomness.text(LENGTH);
    }
}
