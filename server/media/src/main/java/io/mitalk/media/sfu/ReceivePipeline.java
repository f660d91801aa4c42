package io.mitalk.media.sfu;

import io.mitalk.media.srtp.SrtpFailure;
import io.mitalk.media.udp.Demux;
import io.mitalk.wire.rtcp.RtcpView;
import io.mitalk.wire.stun.Stun;
import io.mitalk.wire.stun.StunView;
import io.mitalk.wire.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. What happens to a datagram from the moment it was received: the lists below, in their
 * order. A step either lets the datagram go on or names the reason why it goes no further, which is counted.
 */
final class ReceivePipeline {

    /** A step of the way; null lets the datagram go on. */
    @FunctionalInterface
    private interface Step {
        @Nullable DropReason take(Datagram datagram);
    }

    private final Step[] stun = {this::check};

    private final Step[] dtls = {this::provenAddress, d -> transport(d).handshake().received(d)};

    private final Step[] rtp = {
        this::provenAddress,
        d -> transport(d).role() == TransportRole.PUBLISHER ? null : DropReason.NOT_A_PUBLISHER,
        this::unprotect,
        d -> d.view.wrap(d.buf, 0, d.len) ? null : DropReason.MALFORMED,
        d -> transport(d).publications().limit(d),
        d -> transport(d).publications().find(d),
        d -> track(d).unpack(d),
        this::repairs,
        d -> pass(d.packet, track(d)),
    };

    /** A step of a packet of Opus, of which a datagram carries one or more. */
    @FunctionalInterface
    private interface PacketStep {
        @Nullable DropReason take(AudioPacket packet, UpTrack track);
    }

    private final PacketStep[] packet = {
        (p, track) -> track.number(p),
        (p, track) -> track.unmuted(p),
        (p, track) -> track.measure(p),
        (p, track) -> track.record(p),
        (p, track) -> track.passOn(p),
    };

    private final Step[] rtcp = {this::provenAddress, this::unprotectRtcp, this::reports};

    private final WorkerContext context;
    private final Datagram datagram;
    private final AudioPacket repaired = new AudioPacket();
    private final StunView check = new StunView();
    private final RtcpView rtcpView = new RtcpView();
    private final StunWriter answer = new StunWriter();

    ReceivePipeline(WorkerContext context, Datagram datagram) {
        this.context = context;
        this.datagram = datagram;
    }

    /** Takes the datagram that {@link Datagram#arrived} announced. */
    void run() {
        var steps = stepsOf(datagram);
        for (var step : steps) {
            var dropped = step.take(datagram);
            if (dropped != null) {
                context.counters().drop(dropped);
                return;
            }
        }
    }

    private @Nullable DropReason pass(AudioPacket p, UpTrack track) {
        for (var step : packet) {
            var dropped = step.take(p, track);
            if (dropped != null) {
                return dropped;
            }
        }
        return null;
    }

    /** What comes along and was missed goes first, in its own place. */
    private @Nullable DropReason repairs(Datagram d) {
        for (int i = 0; d.hasEarlier && i < d.red.earlier(); i++) {
            if (track(d).lacks(d, i, repaired)) {
                context.counters().redRepairs++;
                var dropped = pass(repaired, track(d));
                if (dropped != null) {
                    context.counters().drop(dropped);
                }
            }
        }
        return null;
    }

    private Step[] stepsOf(Datagram d) {
        return switch (Demux.kind(d.buf, 0, d.len)) {
            case STUN -> stun;
            case DTLS -> dtls;
            case RTP -> rtp;
            case RTCP -> rtcp;
            case UNKNOWN -> unknown;
        };
    }

    private final Step[] unknown = {d -> DropReason.UNKNOWN_PROTOCOL};

    private @Nullable DropReason check(Datagram d) {
        if (!check.wrap(d.buf, 0, d.len)
                || check.type() != Stun.BINDING_REQUEST
                || !check.hasUsername()
                || !check.fingerprintMatches()) {
            return DropReason.STUN_MALFORMED;
        }
        String ufrag = check.localUfrag();
        var transport = context.addresses().ofUfrag(ufrag);
        var key = transport == null ? null : transport.ice().keyOf(ufrag);
        if (transport == null || key == null) {
            return DropReason.STUN_UNKNOWN_UFRAG;
        }
        if (!check.integrityMatches(key)) {
            return DropReason.STUN_BAD_INTEGRITY;
        }
        byte[] slot = context.egress().slot();
        int error = refusal();
        if (error != 0) {
            context.egress().send(answer.error(slot, 0, check, error, key), d.from);
            return null;
        }
        if (takenByAnother(d, transport)) {
            return DropReason.ADDRESS_TAKEN;
        }
        context.egress().send(answer.success(slot, 0, check, d.from.address(), key), d.from);
        transport.checked(check, d.from, d.nowNs);
        return null;
    }

    private int refusal() {
        if (check.unknownRequired() != 0) {
            return Stun.UNKNOWN_ATTRIBUTE;
        }
        // A lite agent is always the controlled one (RFC 8445 section 7.3.1.1).
        return check.controlled() ? Stun.ROLE_CONFLICT : 0;
    }

    /** Whoever could forge a sender's address would otherwise cut another client off with an own valid check. */
    private boolean takenByAnother(Datagram d, Transport transport) {
        var owner = context.addresses().ofAddress(d.from);
        return owner != null
                && owner != transport
                && d.nowNs - owner.heardNs() < context.settings().disconnectedMs() * 1_000_000L;
    }

    private @Nullable DropReason provenAddress(Datagram d) {
        d.transport = context.addresses().ofAddress(d.from);
        return d.transport == null ? DropReason.UNPROVEN_ADDRESS : null;
    }

    private @Nullable DropReason unprotect(Datagram d) {
        var keys = transport(d).srtp();
        if (keys == null) {
            return DropReason.NO_KEYS;
        }
        return opened(d, keys.unprotect(d.buf, 0, d.len));
    }

    private @Nullable DropReason unprotectRtcp(Datagram d) {
        var keys = transport(d).srtp();
        if (keys == null) {
            return DropReason.NO_KEYS;
        }
        return opened(d, keys.unprotectRtcp(d.buf, 0, d.len));
    }

    private static @Nullable DropReason opened(Datagram d, int plain) {
        if (plain < 0) {
            return switch (plain) {
                case SrtpFailure.AUTH_FAILED -> DropReason.AUTH_FAILED;
                case SrtpFailure.REPLAYED -> DropReason.REPLAYED;
                case SrtpFailure.TOO_MANY_SSRCS -> DropReason.TOO_MANY_SSRCS;
                default -> DropReason.MALFORMED;
            };
        }
        d.len = plain;
        transport(d).heard(d.nowNs);
        return null;
    }

    private @Nullable DropReason reports(Datagram d) {
        if (!rtcpView.wrap(d.buf, 0, d.len)) {
            return DropReason.MALFORMED;
        }
        transport(d).reports().received(rtcpView, d.nowNs);
        return null;
    }

    private static Transport transport(Datagram d) {
        return present(d.transport);
    }

    private static UpTrack track(Datagram d) {
        return present(d.track);
    }

    private static <T> T present(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("a step of the pipeline ran before the one it needs");
        }
        return found;
    }
}
