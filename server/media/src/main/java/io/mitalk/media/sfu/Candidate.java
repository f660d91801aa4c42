package io.mitalk.media.sfu;

import io.mitalk.media.speaker.Contender;
import io.mitalk.media.speaker.LoudestN;

/** Owned by the worker thread that is its room's home. A microphone in the circle whose loudest are heard. */
record Candidate(LoudestN among, Contender contender, int circle) {

    /** Whether that packet is heard. */
    boolean heard(AudioPacket packet) {
        int level = packet.level < 0 ? -1 : packet.level & AudioPacket.SILENCE;
        return among.packet(contender, level, packet.len, packet.samples, packet.nowNs);
    }

    void rank(int rank) {
        contender.rank(rank);
    }

    /** It was muted: it speaks no more. */
    void silence() {
        contender.silence();
    }

    /** Its place is free. */
    void leave() {
        among.remove(contender);
    }
}
