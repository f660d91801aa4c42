package io.mitalk.media.sfu;

/**
 * Owned by the worker thread. One Opus packet on its way through a room, whatever it came in: its numbers, and where
 * its payload stands. Written anew for each packet.
 */
final class AudioPacket {

    /** Of a packet whose sender told no level. */
    static final int NO_LEVEL = -1;

    /** The V bit beside a level (RFC 6464 section 3). */
    static final int VOICE = 0x80;

    /** Level of digital silence (RFC 6464 section 3). */
    static final int SILENCE = 127;

    /** A payload this short is Opus's comfort packet in DTX (RFC 6716 section 3.1); whoever sends it does not speak. */
    private static final int COMFORT_BYTES = 2;

    byte[] buf = new byte[0];
    int off;
    int len;

    /** The low 16 bits of its number, as they stood in its header. */
    int sequence;

    /** Its number without wrapping in the sequence that it belongs to, once it has been numbered. */
    long extSeq;

    /** Of its first sample, in the publisher's clock. */
    int timestamp;

    boolean marker;

    /** 0 (loudest) to 127 (silence), {@link #VOICE} added where its sender says so; or {@link #NO_LEVEL}. */
    int level;

    /** When its first sample arrived. */
    long nowNs;

    /** Samples at 48 kHz since the packet before, once it has been numbered: how long it plays. */
    int samples;

    /** Samples at 48 kHz between the end of the packet before and this one: not sent, or lost. */
    int gap;

    /** Counts how often the track began anew, muted or under another source: it tells when a flow is another one. */
    int epoch;

    /** Counts how often packets before it were left out for the worker that it goes to. */
    int spell;

    /** Whether its track is among the loudest. */
    boolean heard;

    /** Takes the packet that a datagram of plain Opus is. */
    void take(Datagram d, int levelExtension) {
        var view = d.view;
        buf = d.buf;
        off = view.payloadOffset();
        len = view.payloadLength();
        sequence = view.sequence();
        timestamp = (int) view.timestamp();
        marker = view.marker();
        level = view.audioLevel(levelExtension);
        if (level >= 0 && view.voice(levelExtension)) {
            level |= VOICE;
        }
        nowNs = d.nowNs;
    }

    /** Takes everything of another packet; the payload stays where it stands. */
    void copy(AudioPacket other) {
        buf = other.buf;
        off = other.off;
        len = other.len;
        sequence = other.sequence;
        extSeq = other.extSeq;
        timestamp = other.timestamp;
        marker = other.marker;
        level = other.level;
        nowNs = other.nowNs;
        samples = other.samples;
        gap = other.gap;
        epoch = other.epoch;
        spell = other.spell;
        heard = other.heard;
    }

    /** How loud it is, 127 where nothing is said. Levels are claims; a comfort packet cannot be loud. */
    int loudness() {
        return level < 0 || len <= COMFORT_BYTES ? SILENCE : level & SILENCE;
    }

    /** The louder of two levels, and voice where one of them was. */
    static int louder(int one, int other) {
        if (one < 0 || other < 0) {
            return Math.max(one, other);
        }
        return Math.min(one & SILENCE, other & SILENCE) | ((one | other) & VOICE);
    }
}
