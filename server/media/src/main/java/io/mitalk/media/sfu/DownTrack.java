package io.mitalk.media.sfu;

import io.mitalk.wire.rtp.ExtSeq;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. A track that a client receives: rewriting, sending and sending again. */
final class DownTrack {

    /** How many of the last repairs are remembered, so that a NACK sent twice is answered once. */
    private static final int REPAIRS = 64;

    private static final long LEAST_PAUSE_NS = 10_000_000L;

    /** Of somebody who talks, in packets of 20 ms. */
    static final double PACKETS_PER_SECOND = 50;

    private static final double MS_PER_SECOND = 1000;

    /** RFC 3550 section 6.5: an item's length is one byte. */
    private static final int MAX_CNAME_BYTES = 255;

    private static final byte[] NO_MID = new byte[0];

    private final Transport transport;
    private final Feed source;
    private final DownTrackSpec spec;
    private final byte[] mid;
    private final byte[] cname;
    private final Forwarder forwarder;
    private final Feedback feedback;
    private final Judgement judgement = new Judgement();
    private Rendition rendition = Rendition.PLAIN;
    private boolean insists;
    private long @Nullable [] repairedSequence;
    private long @Nullable [] repairedNs;
    private long packets;
    private long octets;
    private boolean open;

    DownTrack(Transport transport, Feed source, DownTrackSpec spec) {
        this.transport = transport;
        this.source = source;
        this.spec = spec;
        this.mid =
                spec.midExtension() == 0 ? NO_MID : spec.mid().getBytes(StandardCharsets.US_ASCII);
        byte[] name = spec.cname().getBytes(StandardCharsets.UTF_8);
        this.cname = Arrays.copyOf(name, Math.min(name.length, MAX_CNAME_BYTES));
        this.forwarder = new Forwarder(transport.context().randomness());
        this.feedback = new Feedback(settings().mergeLossPercent());
    }

    private ForwardSettings settings() {
        return transport.context().settings().forward();
    }

    /** The shape in which this receiver should get the track now. */
    Rendition wanted() {
        if (mayMerge() && !feedback.lossy()) {
            return Rendition.MERGED;
        }
        return mayRepeat() ? Rendition.RED : Rendition.PLAIN;
    }

    private boolean mayRepeat() {
        return settings().redDepth() > 0
                && spec.redPayloadType() != 0
                && spec.payloadType() == Redundancy.OPUS
                && !source.spec().encrypted();
    }

    /** Who sends something itself is in a conversation, and waits for nothing. */
    private boolean mayMerge() {
        boolean audience =
                switch (settings().merge()) {
                    case OFF -> false;
                    case HIDDEN -> transport.peer().hidden();
                    case LISTENERS -> true;
                };
        return audience
                && !insists
                && !source.spec().encrypted()
                && spec.maxPacketMs() >= settings().mergeSpanMs()
                && !transport.peer().publishes();
    }

    /** Sends a packet on, or tells why not. */
    @Nullable DropReason forward(AudioPacket packet) {
        if (!transport.isReady()) {
            forwarder.interrupt();
            return DropReason.NOT_CONNECTED;
        }
        var refused = forwarder.forward(packet, rendition);
        if (refused != null) {
            return refused;
        }
        int len = packet.len;
        int header = write(packet, rendition);
        if (header < 0) {
            return DropReason.TOO_LARGE;
        }
        var sent =
                forwarder.late()
                        ? transport.sendLate(header + len, forwarder.sequence())
                        : transport.sendNew(header + len, forwarder.sequence());
        if (sent == null) {
            packets++;
            octets += len;
        }
        return sent;
    }

    /** Answers a NACK from the source's history with the bytes that were sent before. */
    void resend(int sequence, long nowNs) {
        var counters = transport.context().counters();
        long outSequence = ExtSeq.guess(forwarder.highestSequence(), sequence);
        int run = forwarder.runOf(outSequence);
        var history = run < 0 ? null : source.kept(forwarder.renditionOf(run));
        long extSeq = run < 0 ? -1 : forwarder.sourceOf(run, outSequence);
        // A mute is enforced also against a receiver that asks for what was said before it.
        if (history == null || !history.has(extSeq) || source.isMuted() || !open) {
            counters.retransmitsMissed++;
            return;
        }
        if (forwarder.paused() || !transport.isReady() || repairedLately(outSequence, nowNs)) {
            return;
        }
        var packet = transport.context().repair();
        history.read(extSeq, packet);
        forwarder.number(run, packet);
        int header = write(packet, forwarder.renditionOf(run));
        if (header >= 0 && transport.sendAgain(header + packet.len, outSequence) == null) {
            counters.retransmits++;
        }
    }

    private boolean repairedLately(long outSequence, long nowNs) {
        var sequences = repairedSequence;
        var times = repairedNs;
        if (sequences == null || times == null) {
            sequences = new long[REPAIRS];
            times = new long[REPAIRS];
            repairedSequence = sequences;
            repairedNs = times;
        }
        int at = (int) outSequence & REPAIRS - 1;
        long pauseNs = Math.max(LEAST_PAUSE_NS, (long) (feedback.rttMs() * 1_000_000));
        if (sequences[at] == outSequence && nowNs - times[at] < pauseNs) {
            return true;
        }
        sequences[at] = outSequence;
        times[at] = nowNs;
        return false;
    }

    /** Builds the packet that the forwarder's numbers describe in the egress slot; -1 when it does not fit. */
    private int write(AudioPacket packet, Rendition shape) {
        var context = transport.context();
        var header =
                context.header()
                        .clear()
                        .payloadType(
                                shape == Rendition.RED ? spec.redPayloadType() : spec.payloadType())
                        .marker(forwarder.marker())
                        .sequence(forwarder.sequence())
                        .timestamp(forwarder.timestamp())
                        .ssrc(spec.ssrc());
        if (mid.length > 0) {
            header.mid(spec.midExtension(), mid);
        }
        if (spec.levelExtension() > 0 && packet.level >= 0) {
            boolean voice = (packet.level & AudioPacket.VOICE) != 0;
            header.audioLevel(spec.levelExtension(), packet.level & AudioPacket.SILENCE, voice);
        }
        byte[] slot = context.egress().slot();
        if (header.length() + packet.len > Transport.MAX_PLAIN_BYTES) {
            return -1;
        }
        int headerBytes = header.writeTo(slot, 0);
        System.arraycopy(packet.buf, packet.off, slot, headerBytes, packet.len);
        return headerBytes;
    }

    void opened() {
        open = true;
    }

    /** Returns false when it had ended before. */
    boolean closed() {
        boolean was = open;
        open = false;
        return was;
    }

    void paused(boolean paused) {
        forwarder.paused(paused);
    }

    Rendition rendition() {
        return rendition;
    }

    /** How many packets a second it gets while somebody talks: merged ones are fewer. */
    double packetsPerSecond() {
        return rendition == Rendition.MERGED
                ? MS_PER_SECOND / settings().mergeSpanMs()
                : PACKETS_PER_SECOND;
    }

    /** The shape in which it gets what follows. */
    void rendition(Rendition next) {
        rendition = next;
    }

    /** Whether its client asked for this very track. */
    boolean insists() {
        return insists;
    }

    void insist(boolean now) {
        insists = now;
    }

    Transport transport() {
        return transport;
    }

    Feed source() {
        return source;
    }

    DownTrackSpec spec() {
        return spec;
    }

    byte[] cname() {
        return cname;
    }

    Forwarder forwarder() {
        return forwarder;
    }

    Feedback feedback() {
        return feedback;
    }

    /** How it sounds at the client. */
    Judgement judgement() {
        return judgement;
    }

    /** Packets sent, repairs not counted (RFC 3550 section 6.4.1 counts what the stream consists of). */
    long packets() {
        return packets;
    }

    /** Payload bytes sent. */
    long octets() {
        return octets;
    }
}
