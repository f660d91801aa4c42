package io.mitalk.media.sfu;

import io.mitalk.media.speaker.SpeechTimer;
import io.mitalk.media.tap.Tap;
import io.mitalk.wire.rtcp.NtpTime;
import io.mitalk.wire.rtp.ExtSeq;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread of its transport. A track as a client sends it: its source, its numbering, its losses.
 * What becomes of its packets is its {@link Voice}'s.
 */
final class UpTrack {

    private static final int FRAME_SAMPLES = 960;
    private static final int LONGEST_PACKET_SAMPLES = 5760;
    private static final int SAMPLES_PER_MS = 48;

    /** More than anything waits for; a jump of the sender's timestamps must not count as hours. */
    private static final int LONGEST_GAP_SAMPLES = 48_000;

    /** How often a track may turn up under another SSRC before it is ignored. */
    private static final int MAX_SOURCES = 64;

    /** Packets that come along are younger than this; older numbers are a wrong guess. */
    private static final int MAX_REPAIR_AGE = 64;

    private final Transport transport;
    private final UpTrackSpec spec;
    private final byte[] mid;
    private final TrackSpan span;
    private final GapTracker gaps = new GapTracker();
    private final Reception reception = new Reception();
    private final Judgement judgement = new Judgement();
    private @Nullable NumberWindow numbers;
    private @Nullable SpeechTimer speech;
    private @Nullable Tap tap;

    /** The way to the room's home where that is another worker. */
    private @Nullable Relay away;

    private ExtSeq sequence = new ExtSeq();
    private boolean bound;
    private int ssrc;
    private int sources;
    private long base;
    private int lastTimestamp;
    private boolean muted;
    private long firstOpen = -1;
    private int epoch;
    private int lastReport;
    private long lastReportNs;
    private boolean started;
    private boolean open;

    UpTrack(Transport transport, UpTrackSpec spec, TrackSpan span) {
        this.transport = transport;
        this.spec = spec;
        this.span = span;
        this.mid = spec.mid().getBytes(StandardCharsets.US_ASCII);
        this.muted = spec.muted();
    }

    /** {@code spoken} listens to a microphone whose client tells its levels. */
    void opened(@Nullable SpeechTimer spoken) {
        open = true;
        speech = spoken;
        away = transport.context().relays().between(room(), span.voice().home());
        var announced = spec.ssrc();
        if (announced != null) {
            bind(announced);
        }
    }

    /** Takes an SSRC as its own; false when it had too many already. */
    boolean bind(int source) {
        if (sources == MAX_SOURCES) {
            return false;
        }
        sources++;
        if (source != ssrc && sequence.highest() >= 0) {
            // Another source counts from anywhere; its first packet continues after what was
            // numbered so far.
            base = Math.max(0, reception.highest()) + 0x10000 & ~0xFFFFL;
            restartNumbering();
        }
        bound = true;
        ssrc = source;
        return true;
    }

    private void restartNumbering() {
        firstOpen = -1;
        sequence = new ExtSeq();
        reception.reset();
        gaps.clear();
        epoch++;
    }

    void unbind() {
        bound = false;
    }

    boolean sends(int source) {
        return bound && ssrc == source;
    }

    /** Step of the pipeline: finds the Opus packet in the datagram. */
    @Nullable DropReason unpack(Datagram datagram) {
        int payloadType = datagram.view.payloadType();
        boolean red = spec.redPayloadType() != 0 && payloadType == spec.redPayloadType();
        if (!red && payloadType != spec.payloadType()) {
            return DropReason.UNKNOWN_PAYLOAD_TYPE;
        }
        datagram.packet.take(datagram, spec.audioLevelExtension());
        return red ? split(datagram) : null;
    }

    private @Nullable DropReason split(Datagram datagram) {
        var packet = datagram.packet;
        var blocks = datagram.red;
        if (!blocks.wrap(packet.buf, packet.off, packet.len)) {
            return DropReason.MALFORMED;
        }
        for (int i = 0; i <= blocks.earlier(); i++) {
            if (blocks.payloadType(i) != spec.payloadType()) {
                return DropReason.UNKNOWN_PAYLOAD_TYPE;
            }
        }
        packet.off = blocks.offset(blocks.earlier());
        packet.len = blocks.length(blocks.earlier());
        datagram.hasEarlier = true;
        return null;
    }

    /**
     * Whether a packet that comes along with a later one never came by itself; then {@code into} is that packet. Not
     * while it is muted, nor with the first packet afterwards: what was said meanwhile stays unsaid.
     */
    boolean lacks(Datagram datagram, int index, AudioPacket into) {
        var later = datagram.packet;
        var blocks = datagram.red;
        int back = blocks.earlier() - index;
        into.copy(later);
        into.off = blocks.offset(index);
        into.len = blocks.length(index);
        into.sequence = (later.sequence - back) & 0xFFFF;
        into.timestamp = later.timestamp - blocks.timestampOffset(index);
        into.marker = false;
        long number = base + sequence.guess(into.sequence);
        return into.len > 0
                && !muted
                && firstOpen >= 0
                && number > firstOpen
                && number + MAX_REPAIR_AGE > reception.highest()
                && !numbers().passed(number);
    }

    /** Step of the pipeline: numbers the packet and drops what came before. */
    @Nullable DropReason number(AudioPacket packet) {
        long highest = sequence.highest();
        long extSeq = sequence.guess(packet.sequence);
        packet.extSeq = base + extSeq;
        if (extSeq < 0 || numbers().passed(packet.extSeq)) {
            return DropReason.DUPLICATE;
        }
        numbers().add(packet.extSeq);
        sequence.accept(extSeq);
        packet.samples = FRAME_SAMPLES;
        packet.gap = 0;
        if (highest < 0 || extSeq > highest) {
            gaps.jumped(highest < 0 ? -1 : base + highest, packet.extSeq, packet.nowNs);
            if (!gaps.isEmpty()) {
                transport.context().nacks().watch(this, packet.nowNs);
            }
            int samples = packet.timestamp - lastTimestamp;
            packet.samples =
                    highest < 0 || samples <= 0 || samples > LONGEST_PACKET_SAMPLES
                            ? FRAME_SAMPLES
                            : samples;
            packet.gap =
                    highest < 0 ? 0 : Math.clamp(samples - packet.samples, 0, LONGEST_GAP_SAMPLES);
            lastTimestamp = packet.timestamp;
        } else {
            gaps.filled(packet.extSeq);
        }
        reception.accept(
                packet.extSeq,
                Integer.toUnsignedLong(packet.timestamp),
                packet.nowNs / 1000 * SAMPLES_PER_MS / 1000);
        return null;
    }

    /** Step of the pipeline: what is muted ends here, after it was counted. */
    @Nullable DropReason unmuted(AudioPacket packet) {
        if (muted) {
            return DropReason.MUTED;
        }
        if (firstOpen < 0) {
            firstOpen = packet.extSeq;
        }
        return null;
    }

    /** Step of the pipeline: measures how long somebody speaks. */
    @Nullable DropReason measure(AudioPacket packet) {
        var spoken = speech;
        if (spoken != null) {
            spoken.packet(packet.loudness(), packet.samples, packet.gap, packet.nowNs);
        }
        return null;
    }

    /** Step of the pipeline: lets a recorder have a copy, if there is one. */
    @Nullable DropReason record(AudioPacket packet) {
        var reader = tap;
        if (reader != null) {
            reader.put(
                    packet.extSeq,
                    packet.timestamp,
                    packet.nowNs,
                    packet.buf,
                    packet.off,
                    packet.len);
        }
        return null;
    }

    /** Has a recorder read along, or nobody; a track that is over ends the tap at once. */
    void tapped(@Nullable Tap next) {
        var before = tap;
        if (before != null) {
            before.end();
        }
        tap = next;
        if (next != null && !open) {
            next.end();
            tap = null;
        }
    }

    /** Step of the pipeline: hands the packet to the room, at once or by the relay to its home. */
    @Nullable DropReason passOn(AudioPacket packet) {
        if (!started) {
            started = true;
            room().tell(new MediaEvent.TrackStarted(transport.peer().sid(), spec.trackSid()));
        }
        packet.epoch = epoch;
        var relay = away;
        return relay == null ? span.voice().take(packet) : relay.put(span.voice(), packet);
    }

    private NumberWindow numbers() {
        var kept = numbers;
        if (kept == null) {
            kept = new NumberWindow(transport.context().settings().historyPackets());
            numbers = kept;
        }
        return kept;
    }

    void muted(boolean now) {
        if (muted == now) {
            return;
        }
        muted = now;
        firstOpen = -1;
        epoch++;
        var spoken = speech;
        if (now && spoken != null) {
            spoken.interrupt();
        }
    }

    /** The share that the worst receiver loses, in 256ths: what the sender's forward error correction must cover. */
    int worstFractionLost(long nowNs) {
        int worst = 0;
        var feeds = span.feeds();
        for (int i = 0; i < feeds.size(); i++) {
            var feed = feeds.get(i);
            worst =
                    Math.max(
                            worst,
                            feed.room() == room()
                                    ? feed.worstFractionLost(nowNs)
                                    : feed.toldFractionLost());
        }
        return worst;
    }

    /** The sender has told its time. */
    void reported(long ntp, long nowNs) {
        lastReport = NtpTime.middle(ntp);
        lastReportNs = nowNs;
    }

    /** LSR of our report blocks: the middle of the sender's last time stamp, 0 before the first. */
    int lastReport() {
        return lastReport;
    }

    /** DLSR of our report blocks: the time since then in 1/65,536 s. */
    int sinceLastReport(long nowNs) {
        return lastReport == 0 ? 0 : (int) ((nowNs - lastReportNs) / 1000 * 65_536 / 1_000_000);
    }

    /** Ends it: no packet is accepted any more. Returns false when it had ended before. */
    boolean closed() {
        boolean was = open;
        open = false;
        tapped(null);
        bound = false;
        gaps.clear();
        return was;
    }

    boolean isOpen() {
        return open;
    }

    boolean isMuted() {
        return muted;
    }

    boolean isBound() {
        return bound;
    }

    Transport transport() {
        return transport;
    }

    /** The room on its worker. */
    Room room() {
        return transport.peer().room();
    }

    /** The same track on every worker. */
    TrackSpan span() {
        return span;
    }

    UpTrackSpec spec() {
        return spec;
    }

    byte[] mid() {
        return mid;
    }

    int ssrc() {
        return ssrc;
    }

    /** Number of the newest packet as its sender's reports count it, with the rollovers since its source began. */
    long reportedHighest() {
        return Math.max(0, sequence.highest());
    }

    GapTracker gaps() {
        return gaps;
    }

    Reception reception() {
        return reception;
    }

    /** How it sounds where it comes in. */
    Judgement judgement() {
        return judgement;
    }

    /** Milliseconds spoken since they were taken last, by the levels that the client tells. */
    long takeSpokenMs() {
        var spoken = speech;
        return spoken == null ? 0 : spoken.takeMs();
    }

    /** Which tenths of a second until now were spoken in. */
    long takeSpokenSlots(long nowNs) {
        var spoken = speech;
        return spoken == null ? 0 : spoken.takeSlots(nowNs);
    }
}
