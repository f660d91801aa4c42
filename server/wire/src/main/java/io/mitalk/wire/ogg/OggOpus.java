package io.mitalk.wire.ogg;

import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.opus.Recording;
import io.mitalk.wire.opus.Recording.Flaw;
import io.mitalk.wire.webm.WebmReader;

/**
 * Thread-safe (no state). Makes a recording from a stranger fit to be kept and played to others: Ogg or WebM with Opus
 * in, Ogg with Opus out, and in it nothing but the sound: no tags, no pictures, no other streams, no gain.
 */
public final class OggOpus {

    /** Recorders stop a little late; what is longer than allowed by this much still passes. */
    public static final int GRACE_MS = 1_000;

    private OggOpus() {}

    /** What became of a recording. */
    public sealed interface Cleaned {
        /** It is fit; {@link Audio#ogg} is the whole file, of type {@code audio/ogg}. */
        final class Audio implements Cleaned {
            private final byte[] ogg;
            private final int durationMs;

            private Audio(byte[] ogg, int durationMs) {
                this.ogg = ogg;
                this.durationMs = durationMs;
            }

            /** The file's bytes, the caller's own. */
            public byte[] ogg() {
                return ogg;
            }

            /** How long it plays. */
            public int durationMs() {
                return durationMs;
            }
        }

        /** It is not, and why. */
        record Refused(Flaw flaw) implements Cleaned {}
    }

    /**
     * Cleans a recording. Time and memory are linear in its size, which the caller bounds; nothing is decoded.
     *
     * @param recording a whole file of type {@code audio/ogg} or {@code audio/webm}
     * @param maxSeconds how long it may play, with {@link #GRACE_MS} on top
     */
    public static Cleaned clean(byte[] recording, int maxSeconds) {
        return switch (read(recording)) {
            case Recording.Flawed(var flaw) -> new Cleaned.Refused(flaw);
            case Recording.Opus opus -> cleaned(opus, maxSeconds);
        };
    }

    private static Recording read(byte[] recording) {
        if (OggReader.looksLikeOgg(recording)) {
            return OggReader.read(recording);
        }
        return WebmReader.looksLikeWebm(recording)
                ? WebmReader.read(recording)
                : new Recording.Flawed(Flaw.UNKNOWN_FORMAT);
    }

    private static Cleaned cleaned(Recording.Opus opus, int maxSeconds) {
        long samples = -opus.head().preSkip();
        for (var packet : opus.packets()) {
            samples += OpusPacket.samples(packet, 0, packet.length);
        }
        long durationMs = samples * 1000 / OpusPacket.RATE;
        if (durationMs <= 0) {
            return new Cleaned.Refused(Flaw.EMPTY);
        }
        return durationMs > maxSeconds * 1000L + GRACE_MS
                ? new Cleaned.Refused(Flaw.TOO_LONG)
                : new Cleaned.Audio(OggWriter.write(opus), (int) durationMs);
    }
}
