package io.mitalk.media.sfu;

import io.mitalk.media.speaker.Contender;
import io.mitalk.media.speaker.LevelMeter;
import io.mitalk.media.speaker.SpeechTimer;
import io.mitalk.wire.rtcp.NtpTime;
import io.mitalk.wire.rtp.ExtSeq;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. A track that a client sends: its numbering, its losses, its last packets, its
 * receivers.
 */
final class UpTrack {

    /** A payload this short is Opus's comfort packet in DTX (RFC 6716 section 3.1); whoever sends it does not speak. */
    private static final int COMFORT_BYTES = 2;

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
    private final FanOut fanOut;
    private final GapTracker gaps = new GapTracker();
    private final Reception reception = new Reception();
    private @Nullable PacketHistory history;
    private @Nullable LevelMeter meter;
    private @Nullable SpeechTimer speech;
    private @Nullable Contender contender;
    private ExtSeq sequence = new ExtSeq();
    private boolean bound;
    private int ssrc;
    private int sources;
    private long base;
    private int lastTimestamp;
    private boolean muted;
    private long firstOpen = -1;
    private int lastReport;
    private long lastReportNs;
    private boolean started;
    private boolean open;

    UpTrack(Transport transport, UpTrackSpec spec) {
        this.transport = transport;
        this.spec = spec;
        this.mid = spec.mid().getBytes(StandardCharsets.US_ASCII);
        this.muted = spec.muted();
        this.fanOut = new FanOut(this);
    }

    /** {@code levels} and {@code spoken} listen to a microphone whose client tells its levels. */
    void opened(@Nullable LevelMeter levels, @Nullable SpeechTimer spoken) {
        open = true;
        meter = levels;
        speech = spoken;
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
        fanOut.interrupt();
    }

    /** It is one of the microphones of which only the loudest are heard. */
    void contends(Contender among) {
        contender = among;
        among.rank(transport.peer().rank());
    }

    @Nullable Contender contender() {
        return contender;
    }

    void rank(int rank) {
        var among = contender;
        if (among != null) {
            among.rank(rank);
        }
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
                && !history().has(number)
                && !history().passed(number);
    }

    /** Step of the pipeline: numbers the packet and drops what came before. */
    @Nullable DropReason number(AudioPacket packet) {
        long highest = sequence.highest();
        long extSeq = sequence.guess(packet.sequence);
        packet.extSeq = base + extSeq;
        if (extSeq < 0 || history().has(packet.extSeq) || history().passed(packet.extSeq)) {
            return DropReason.DUPLICATE;
        }
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

    /** The first packet since it was muted or began anew; what is older must not be told again. -1 before it came. */
    long firstOpen() {
        return firstOpen;
    }

    /** Step of the pipeline: keeps the packet for those who will miss it. */
    @Nullable DropReason remember(AudioPacket packet) {
        history().put(packet);
        return null;
    }

    /** Step of the pipeline: tells the meter how loud it is. Levels are claims; a comfort packet cannot be loud. */
    @Nullable DropReason measure(AudioPacket packet) {
        var levels = meter;
        if (levels != null) {
            boolean silent = packet.level < 0 || packet.len <= COMFORT_BYTES;
            int level = silent ? AudioPacket.SILENCE : packet.level & AudioPacket.SILENCE;
            levels.packet(level, packet.samples);
            var spoken = speech;
            if (spoken != null) {
                spoken.packet(level, packet.samples, packet.gap);
            }
        }
        return null;
    }

    /** The last packets as they came. */
    PacketHistory history() {
        var kept = history;
        if (kept == null) {
            kept = new PacketHistory(transport.context().settings().historyPackets());
            history = kept;
        }
        return kept;
    }

    /** Whether this is the first packet that got so far. */
    boolean startsNow() {
        boolean first = !started;
        started = true;
        return first;
    }

    void muted(boolean now) {
        if (muted == now) {
            return;
        }
        muted = now;
        firstOpen = -1;
        var levels = meter;
        if (now && levels != null) {
            levels.silence();
        }
        var spoken = speech;
        if (now && spoken != null) {
            spoken.interrupt();
        }
        var among = contender;
        if (now && among != null) {
            among.silence();
        }
        fanOut.interrupt();
    }

    /** The share that the worst receiver loses, in 256ths: what the sender's forward error correction must cover. */
    int worstFractionLost(long nowNs) {
        int worst = 0;
        var receivers = fanOut.receivers();
        for (int i = 0; i < receivers.size(); i++) {
            worst = Math.max(worst, receivers.get(i).feedback().fractionLost(nowNs));
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

    /** Its receivers. */
    FanOut fanOut() {
        return fanOut;
    }

    GapTracker gaps() {
        return gaps;
    }

    Reception reception() {
        return reception;
    }

    @Nullable LevelMeter meter() {
        return meter;
    }

    /** Milliseconds spoken since they were taken last, by the levels that the client tells. */
    long takeSpokenMs() {
        var spoken = speech;
        return spoken == null ? 0 : spoken.takeMs();
    }

    /** The last packets in that shape; null before the first. */
    @Nullable PacketHistory kept(Rendition rendition) {
        return switch (rendition) {
            case PLAIN -> history;
            case RED -> fanOut.redHistory();
            case MERGED -> fanOut.mergedHistory();
        };
    }
}
