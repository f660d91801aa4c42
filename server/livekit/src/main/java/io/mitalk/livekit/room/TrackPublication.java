package io.mitalk.livekit.room;

import io.mitalk.media.sfu.UpTrackHandle;
import io.mitalk.media.tap.Taps;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import org.jspecify.annotations.Nullable;

/** Owned by the room's queue. A track that a participant announced; others learn of it once it is negotiated. */
final class TrackPublication {

    private final Participant owner;
    private final String cid;
    private TrackInfo info;
    private String mid = "";
    private @Nullable UpTrackHandle source;
    private boolean mutedByOwner;
    private boolean mutedByForce;
    private boolean heard;
    private boolean recorded;

    TrackPublication(Participant owner, String cid, TrackInfo info) {
        this.owner = owner;
        this.cid = cid;
        this.info = info;
        this.mutedByOwner = info.getMuted();
    }

    Participant owner() {
        return owner;
    }

    String cid() {
        return cid;
    }

    String sid() {
        return info.getSid();
    }

    String mid() {
        return mid;
    }

    TrackInfo info() {
        return info;
    }

    void info(TrackInfo next) {
        info = next;
    }

    /** Null until a section of an offer carries it. */
    @Nullable UpTrackHandle source() {
        return source;
    }

    boolean microphone() {
        return info.getSource() != TrackSource.SCREEN_SHARE_AUDIO;
    }

    /** Whether its payloads are end-to-end encrypted, so that nothing can be made of them here. */
    boolean encrypted() {
        return info.getEncryption() != Encryption.Type.NONE;
    }

    /** Whether its sender may bring earlier packets along in each. */
    boolean repeats() {
        return !encrypted() && !TrackDescription.disablesRed(info);
    }

    void bind(String boundMid, UpTrackHandle handle) {
        mid = boundMid;
        source = handle;
        info = info.toBuilder().setMid(boundMid).setMimeType("audio/opus").build();
    }

    /** Its owner's wish; a track that is muted by force stays silent. */
    void mute(boolean muted) {
        mutedByOwner = muted;
        apply();
    }

    /**
     * Muted by force it counts as muted by its owner too: when the force ends, only the owner opens it again.
     *
     * @return whether that changed anything
     */
    boolean force(boolean muted) {
        if (mutedByForce == muted) {
            return false;
        }
        mutedByForce = muted;
        mutedByOwner |= muted;
        apply();
        return true;
    }

    boolean mutedByForce() {
        return mutedByForce;
    }

    /** Whether it is sent and its owner has not muted it. */
    boolean open() {
        return source != null && !mutedByOwner;
    }

    /** The packet plane hears of it before anybody is told. */
    private void apply() {
        boolean muted = mutedByOwner || mutedByForce;
        if (source != null) {
            source.muted(muted);
        }
        info = info.toBuilder().setMuted(muted).build();
    }

    /** What is end-to-end encrypted cannot be recorded, since nobody could play it. */
    void record(@Nullable Taps taps) {
        boolean now = taps != null && !encrypted();
        if (source == null || recorded == now) {
            return;
        }
        recorded = now;
        source.tap(taps != null && now ? taps.open() : null);
    }

    void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    /** True for the first listener only. */
    boolean firstHeard() {
        boolean first = !heard;
        heard = true;
        return first;
    }
}
