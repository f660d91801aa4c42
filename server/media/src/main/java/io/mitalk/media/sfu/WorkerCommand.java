package io.mitalk.media.sfu;

import io.mitalk.media.ice.IceCredentials;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.tap.Tap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Immutable. What other threads ask of a worker; carried out in the order in which they were posted. */
sealed interface WorkerCommand {

    record OpenRoom(Room room) implements WorkerCommand {}

    record CloseRoom(Room room) implements WorkerCommand {}

    record AddPeer(Peer peer) implements WorkerCommand {}

    record ClosePeer(Peer peer) implements WorkerCommand {}

    record HidePeer(Peer peer, boolean hidden) implements WorkerCommand {}

    record RankPeer(Peer peer, Standing standing) implements WorkerCommand {}

    record OpenTransport(Transport transport) implements WorkerCommand {}

    record SetRemote(Transport transport, RemoteParameters parameters) implements WorkerCommand {}

    record RestartIce(Transport transport, IceCredentials credentials) implements WorkerCommand {}

    record AddUpTrack(UpTrack track) implements WorkerCommand {}

    /** Mutes what one part of a room has of a track. */
    record MuteTrack(TrackSpan track, Room room, boolean muted) implements WorkerCommand {}

    /** Lets a recorder read along, or no longer. */
    record TapTrack(UpTrack track, @Nullable Tap tap) implements WorkerCommand {}

    record CloseUpTrack(UpTrack track) implements WorkerCommand {}

    record OpenVoice(Voice voice, Standing standing) implements WorkerCommand {}

    record RankVoice(Voice voice, Standing standing) implements WorkerCommand {}

    record CloseVoice(Voice voice) implements WorkerCommand {}

    /** Somebody listens to it on another worker. */
    record AddFeed(Voice voice, Feed feed) implements WorkerCommand {}

    record CloseFeed(Feed feed) implements WorkerCommand {}

    record AddDownTrack(DownTrack track) implements WorkerCommand {}

    record PauseDownTrack(DownTrack track, boolean paused) implements WorkerCommand {}

    record InsistDownTrack(DownTrack track, boolean insists) implements WorkerCommand {}

    record CloseDownTrack(DownTrack track) implements WorkerCommand {}

    /** A handshake wants a datagram sent. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record SendHandshake(Transport transport, byte[] datagram) implements WorkerCommand {}

    /** A handshake is done; {@code fingerprint} is the SHA-256 of the client's certificate as SDP writes it. */
    record Handshaken(Transport transport, SrtpProfile profile, SrtpKeys keys, String fingerprint)
            implements WorkerCommand {}

    record HandshakeFailed(Transport transport, String reason) implements WorkerCommand {}

    /** Completes {@code done} when everything before it is carried out. */
    record Settle(CompletableFuture<Void> done) implements WorkerCommand {}

    /** Ends the worker. */
    record Stop() implements WorkerCommand {}
}
