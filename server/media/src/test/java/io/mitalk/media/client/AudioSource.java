package io.mitalk.media.client;

import io.mitalk.wire.rtp.RtpHeader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Owned by one thread. Sends Opus-like packets of 20 ms on a peer: one SSRC, sequence and timestamp without gaps, the
 * client-to-mixer level.
 */
public final class AudioSource {

    /**
     * What its packets look like.
     *
     * @param levelId of the audio level extension, 0 for none
     * @param midId of the mid extension, 0 for none
     */
    public record Spec(int ssrc, int payloadType, int levelId, int midId, String mid) {

        /** Payload type 111 with the level in extension 1, as browsers do. */
        public static Spec opus(int ssrc) {
            return new Spec(ssrc, 111, 1, 0, "");
        }
    }

    private static final int SAMPLES = 960;
    private static final int KEPT = 256;

    private final LoopbackPeer peer;
    private final Spec spec;
    private final RtpHeader header = new RtpHeader();
    private final Map<Long, byte[]> kept = new HashMap<>();
    private long extSeq;
    private long timestamp;

    /** The first packet has sequence number {@code firstSequence}. */
    public AudioSource(LoopbackPeer peer, Spec spec, int firstSequence) {
        this.peer = peer;
        this.spec = spec;
        this.extSeq = firstSequence;
    }

    /**
     * Sends the next packet.
     *
     * @param level 0 (loudest) to 127 (silence); below 127 it is marked as voice
     * @return whether it went out
     */
    public boolean send(byte[] payload, int level) {
        long seq = extSeq;
        byte[] packet = next(payload, level);
        return peer.sendRtp(packet, seq);
    }

    /** Makes the next packet without sending it; it takes its sequence number all the same. */
    public byte[] next(byte[] payload, int level) {
        header.clear()
                .payloadType(spec.payloadType)
                .sequence(extSeq)
                .timestamp(timestamp)
                .ssrc(spec.ssrc);
        header.audioLevel(spec.levelId, level, level < 127);
        if (spec.midId != 0) {
            header.mid(spec.midId, spec.mid.getBytes(StandardCharsets.US_ASCII));
        }
        var packet = new byte[header.length() + payload.length];
        int at = header.writeTo(packet, 0);
        System.arraycopy(payload, 0, packet, at, payload.length);
        kept.put(extSeq, packet);
        kept.remove(extSeq - KEPT);
        extSeq++;
        timestamp += SAMPLES;
        return packet;
    }

    /** Lets time pass without packets, as DTX does: the timestamp advances, the sequence does not. */
    public void pause(int frames) {
        timestamp += (long) frames * SAMPLES;
    }

    /** Answers a NACK for one of the last {@value #KEPT}. */
    public boolean repeat(long seq) {
        var packet = kept.get(seq);
        return packet != null && peer.sendRtpAgain(packet, seq);
    }

    /** The extended sequence number of the next packet. */
    public long nextSequence() {
        return extSeq;
    }
}
