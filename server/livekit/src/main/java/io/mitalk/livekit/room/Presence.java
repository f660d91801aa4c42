package io.mitalk.livekit.room;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.media.sfu.MediaEvent.TransportChanged;
import io.mitalk.media.sfu.TransportRole;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.LeaveRequest;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. Whether a participant is still there: it lives while its signalling or its media does, and
 * for the resume window after both are gone.
 */
final class Presence {

    private static final long REFRESH_MS = 5 * 60_000;
    private static final long TOKEN_SECONDS = 10 * 60;

    private final Room room;
    private final Participant self;
    private boolean mediaConnected;
    private boolean everConnected;
    private boolean closed;
    private boolean failed;
    private @Nullable Runnable there;
    private Threads.@Nullable Timer lost;
    private Threads.@Nullable Timer never;
    private Threads.@Nullable Timer refresh;

    Presence(Room room, Participant self) {
        this.room = room;
        this.self = self;
    }

    void joined() {
        never =
                room.agenda()
                        .after(
                                room.settings().neverActiveMs(),
                                () -> {
                                    if (!everConnected) {
                                        end(DisconnectReason.JOIN_FAILURE);
                                    }
                                });
        refreshToken();
    }

    /** Runs {@code task} when its media is connected for the first time, or never will be. */
    void onceThere(Runnable task) {
        if (everConnected || closed) {
            task.run();
        } else {
            there = task;
        }
    }

    private void isThere() {
        var task = there;
        there = null;
        if (task != null) {
            task.run();
        }
    }

    boolean everConnected() {
        return everConnected;
    }

    /** Whether a transport is beyond repair, so that only a new session helps. */
    boolean failed() {
        return failed;
    }

    /** The signalling is back. */
    void found() {
        cancel(lost);
        lost = null;
        room.witness().signal(self, true);
        // A token is renewed on every return, since the next one may be far away.
        refreshToken();
    }

    /** The socket ended without a goodbye. */
    void signalLost() {
        room.witness().signal(self, false);
        watch();
    }

    void mediaChanged(TransportChanged change) {
        boolean primary =
                change.role()
                        == (self.publisherFirst()
                                ? TransportRole.PUBLISHER
                                : TransportRole.SUBSCRIBER);
        switch (change.state()) {
            case CONNECTED -> {
                if (primary) {
                    connected();
                }
            }
            case CONNECTING -> interrupted(primary);
            case DISCONNECTED -> {
                interrupted(primary);
                // An ICE restart over the living signalling saves what would fail a moment later.
                self.send(
                        Responses.leave(
                                LeaveRequest.Action.RESUME, DisconnectReason.MEDIA_FAILURE));
            }
            case FAILED -> failed(primary);
            case CLOSED -> {}
        }
    }

    void close() {
        closed = true;
        isThere();
        cancel(lost);
        cancel(never);
        cancel(refresh);
    }

    /** A new token with what holds now, good for reconnecting long after the first one ended. */
    void refreshToken() {
        if (closed) {
            return;
        }
        cancel(refresh);
        var token = self.currentToken();
        var soonest = room.parts().clock().instant().plusSeconds(TOKEN_SECONDS);
        var expiry = token.expiresAt().isAfter(soonest) ? token.expiresAt() : soonest;
        self.send(Responses.refreshToken(room.parts().admission().renew(token.expiringAt(expiry))));
        refresh = room.agenda().after(REFRESH_MS, this::refreshToken);
    }

    private void connected() {
        mediaConnected = true;
        cancel(lost);
        lost = null;
        if (!everConnected) {
            everConnected = true;
            isThere();
            cancel(never);
            self.state(ParticipantInfo.State.ACTIVE);
            room.roster().appeared(self);
            room.witness().joined(self);
            room.witness().signal(self, self.reachable());
            room.herald().joined(self);
        }
    }

    private void interrupted(boolean primary) {
        if (primary) {
            mediaConnected = false;
            watch();
        }
    }

    private void failed(boolean primary) {
        failed = true;
        if (primary) {
            mediaConnected = false;
        }
        if (!everConnected) {
            end(DisconnectReason.CONNECTION_TIMEOUT);
            return;
        }
        // A failed transport cannot be restarted by a resume: the client comes back as a new
        // participant.
        self.send(Responses.leave(LeaveRequest.Action.RECONNECT, DisconnectReason.MEDIA_FAILURE));
        self.attach(null);
        room.witness().signal(self, false);
        watch();
    }

    /**
     * A client may know before we do that its media is connected, lose its socket and come back: whoever was never seen
     * with media is kept as well, but not for long.
     */
    private void watch() {
        if (closed || self.reachable() || mediaConnected || lost != null) {
            return;
        }
        var settings = room.settings();
        long windowMs = everConnected ? settings.resumeWindowMs() : settings.returnWindowMs();
        var reason =
                everConnected ? DisconnectReason.CONNECTION_TIMEOUT : DisconnectReason.SIGNAL_CLOSE;
        lost =
                room.agenda()
                        .after(
                                windowMs,
                                () -> {
                                    lost = null;
                                    if (!self.reachable() && !mediaConnected) {
                                        room.remove(self, reason);
                                    }
                                });
    }

    private void end(DisconnectReason reason) {
        self.send(Responses.leave(LeaveRequest.Action.DISCONNECT, reason));
        room.remove(self, reason);
    }

    private static void cancel(Threads.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
