package io.mitalk.wire;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.kit.testing.fuzz.FuzzTargets;
import io.mitalk.wire.framing.FramingTarget;
import io.mitalk.wire.ogg.RecordingTargets;
import io.mitalk.wire.opus.OpusMerger;
import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.rtcp.Rtcp;
import io.mitalk.wire.rtcp.RtcpView;
import io.mitalk.wire.rtp.RedView;
import io.mitalk.wire.rtp.RtpHeader;
import io.mitalk.wire.rtp.RtpView;
import io.mitalk.wire.sctp.DcepOpen;
import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sdp.SdpException;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.StunView;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Thread-safe. The codecs as targets; views are walked to their last field. */
public final class WireTargets implements FuzzTargets {

    private static final int MERGED_BYTES = 1500;

    /** A thousand sections, the most that a description may have, of the shortest text that makes one. */
    private static final int SDP_SPARE_BYTES = 1_000 * 640;

    @Override
    public List<FuzzTarget> targets() {
        return Stream.concat(
                        Stream.of(
                                stun(),
                                rtp(),
                                rtcp(),
                                red(),
                                opus(),
                                sdp(),
                                sctp(),
                                dcep(),
                                FramingTarget.target()),
                        RecordingTargets.all())
                .toList();
    }

    private static FuzzTarget stun() {
        var view = new StunView();
        var key = ShortTermKey.of(WireSeeds.STUN_PASSWORD);
        return FuzzTarget.of(
                "stun",
                WireSeeds.stun(),
                input -> {
                    if (!view.wrap(input, 0, input.length)) {
                        return false;
                    }
                    must(view.localUfrag().length() <= input.length, "ufrag within the message");
                    must(view.remoteUfrag().length() <= input.length, "ufrag within the message");
                    must(view.errorCode() >= 0 && view.errorCode() <= 955, "an error code");
                    view.mappedAddress();
                    view.priority();
                    view.tieBreaker();
                    view.fingerprintMatches();
                    view.integrityMatches(key);
                    return true;
                });
    }

    private static FuzzTarget rtp() {
        var view = new RtpView();
        var header = new RtpHeader();
        return FuzzTarget.of(
                        "rtp",
                        WireSeeds.rtp(),
                        input -> {
                            RtpView.looksLikeRtp(input, 0, input.length);
                            boolean sealed = view.wrapEncrypted(input, 0, input.length);
                            if (!view.wrap(input, 0, input.length)) {
                                return false;
                            }
                            must(sealed, "what is sound in the clear is sound while encrypted");
                            must(
                                    view.headerLength()
                                                    + view.payloadLength()
                                                    + view.paddingLength()
                                            == input.length,
                                    "header, payload and padding make the packet");
                            for (int id = 0; id < 256; id += 1 + id / 16) {
                                extension(view, id);
                            }
                            return true;
                        })
                .verified(
                        input -> {
                            byte[] rewritten = input.clone();
                            header.clear().payloadType(96).sequence(1).timestamp(2).ssrc(3);
                            header.overwrite(rewritten, 0);
                            must(view.wrap(rewritten, 0, rewritten.length), "still a packet");
                            RtpHeader.clearPadding(rewritten, 0);
                            must(view.wrap(rewritten, 0, rewritten.length), "still a packet");
                        });
    }

    private static void extension(RtpView view, int id) {
        int at = view.extensionOffset(id);
        int length = view.extensionLength(id);
        must(
                at == -1
                        ? length == -1
                        : at >= 16 && length >= 0 && at + length <= view.payloadOffset(),
                "an extension lies within the header");
        int level = view.audioLevel(id);
        must(level >= -1 && level <= 127, "a level");
    }

    private static FuzzTarget rtcp() {
        var view = new RtcpView();
        return FuzzTarget.of(
                "rtcp",
                WireSeeds.rtcp(),
                input -> {
                    if (!view.wrap(input, 0, input.length)) {
                        return false;
                    }
                    int bytes = 0;
                    while (view.next()) {
                        bytes += view.length();
                        walk(view);
                    }
                    must(bytes >= 4 && bytes <= input.length, "packets lie within the compound");
                    return true;
                });
    }

    private static void walk(RtcpView view) {
        switch (view.type()) {
            case Rtcp.SR, Rtcp.RR -> {
                for (int i = 0; i < view.count(); i++) {
                    int lost = view.fractionLost(i);
                    must(lost >= 0 && lost <= 255, "a fraction");
                    view.delaySinceLastSr(i);
                }
            }
            case Rtcp.SDES ->
                    must(view.cname(1).length() + view.cname(-5).length() < 512, "a short name");
            case Rtcp.BYE -> {
                for (int i = 0; i < view.count(); i++) {
                    view.byeSsrc(i);
                }
            }
            case Rtcp.RTPFB -> {
                for (int i = 0; i < view.nackCount(); i++) {
                    must((view.nackSequence(i) | view.nackMask(i)) <= 0xFFFF, "16 bits");
                }
            }
            default -> must(view.length() >= 4, "a packet has a header");
        }
    }

    private static FuzzTarget red() {
        var view = new RedView();
        return FuzzTarget.of(
                "red",
                WireSeeds.red(),
                input -> {
                    if (!view.wrap(input, 0, input.length)) {
                        return false;
                    }
                    int end = view.offset(0);
                    for (int block = 0; block <= view.earlier(); block++) {
                        must(view.offset(block) == end, "blocks follow each other");
                        int before = view.timestampOffset(block);
                        must(before >= 0 && before < 1 << 14, "14 bits");
                        end += view.length(block);
                    }
                    must(end == input.length, "blocks fill the payload");
                    return true;
                });
    }

    /** The input is packets, each behind a byte that says how long it is. */
    private static FuzzTarget opus() {
        var merger = new OpusMerger(OpusPacket.MAX_SAMPLES, MERGED_BYTES);
        var out = new byte[MERGED_BYTES];
        var spans = new int[2 * OpusPacket.MAX_FRAMES];
        return FuzzTarget.of(
                        "opus",
                        WireSeeds.opus(),
                        input -> {
                            merger.clear();
                            boolean all = input.length > 1;
                            for (int at = 0, length; at < input.length; at += 1 + length) {
                                length = Math.min(input.length - at - 1, input[at] & 0xFF);
                                int before = merger.count();
                                var outcome = merger.add(input, at + 1, length);
                                boolean held = outcome == OpusMerger.Outcome.HELD;
                                must(held || merger.count() == before, "refused, nothing changes");
                                all &= held;
                            }
                            if (merger.count() > 0) {
                                int length = merger.write(out, 0);
                                int samples = OpusPacket.samples(out, 0, length);
                                int frames = OpusPacket.frames(out, 0, length, spans);
                                must(samples == merger.samples(), "plays as long as its parts");
                                must(frames == merger.count(), "has the frames of its parts");
                            }
                            return all;
                        })
                .verified(
                        input -> {
                            var parts = new ByteArrayOutputStream();
                            for (int at = 0, length; at < input.length; at += 1 + length) {
                                length = Math.min(input.length - at - 1, input[at] & 0xFF);
                                parts.write(sound(input, at + 1, length, spans));
                            }
                            int length = merger.write(out, 0);
                            must(
                                    Arrays.equals(
                                            sound(out, 0, length, spans), parts.toByteArray()),
                                    "the merged frames are those of the parts, in order");
                        });
    }

    /** The frames of a packet, each behind its length. */
    private static byte[] sound(byte[] buf, int off, int len, int[] spans) {
        var frames = new ByteArrayOutputStream();
        int count = OpusPacket.frames(buf, off, len, spans);
        for (int i = 0; i < count; i++) {
            frames.write(spans[2 * i + 1] >> 8);
            frames.write(spans[2 * i + 1]);
            frames.write(buf, spans[2 * i], spans[2 * i + 1]);
        }
        return frames.toByteArray();
    }

    private static FuzzTarget sdp() {
        return FuzzTarget.of(
                        "sdp",
                        WireSeeds.sdp(),
                        input -> {
                            try {
                                SessionDescription.parse(text(input));
                                return true;
                            } catch (SdpException e) {
                                return false;
                            }
                        })
                .verified(
                        input -> {
                            var parsed = SessionDescription.parse(text(input));
                            must(
                                    SessionDescription.parse(parsed.write()).equals(parsed),
                                    "what is written is read as the same");
                        })
                .sparing(SDP_SPARE_BYTES);
    }

    private static FuzzTarget sctp() {
        var view = new SctpView();
        return FuzzTarget.of(
                "sctp",
                WireSeeds.sctp(),
                input -> {
                    if (!view.wrap(input, 0, input.length)) {
                        return false;
                    }
                    view.checksumMatches();
                    view.single();
                    int bytes = Sctp.HEADER_BYTES;
                    while (view.next()) {
                        bytes += view.length();
                        walk(view);
                    }
                    must(bytes >= 16 && bytes <= input.length, "chunks lie within the packet");
                    return true;
                });
    }

    private static void walk(SctpView view) {
        switch (view.type()) {
            case Sctp.DATA -> must(view.payload().length == view.payloadLength(), "a payload");
            case Sctp.INIT, Sctp.INIT_ACK -> {
                view.supports(Sctp.RE_CONFIG);
                must(view.cookie().length <= view.length(), "a cookie lies within its chunk");
            }
            case Sctp.SACK -> {
                for (int i = 0; i < view.gapCount(); i++) {
                    must((view.gapStart(i) | view.gapEnd(i)) <= 0xFFFF, "16 bits");
                }
                for (int i = 0; i < view.duplicateCount(); i++) {
                    view.duplicate(i);
                }
            }
            case Sctp.FORWARD_TSN -> {
                for (int i = 0; i < view.skipCount(); i++) {
                    must((view.skipStream(i) | view.skipSsn(i)) <= 0xFFFF, "16 bits");
                }
            }
            case Sctp.RE_CONFIG -> {
                for (int i = 0; i < view.resetCount(); i++) {
                    view.reset(i);
                }
            }
            default -> must(view.value().length == view.length() - 4, "a value");
        }
    }

    private static FuzzTarget dcep() {
        return FuzzTarget.of(
                        "dcep",
                        WireSeeds.dcep(),
                        input -> {
                            DcepOpen.isAck(input);
                            return DcepOpen.parse(input) != null;
                        })
                .verified(
                        input -> {
                            var open = Objects.requireNonNull(DcepOpen.parse(input));
                            must(
                                    open.label().length() + open.protocol().length()
                                            <= input.length - 12,
                                    "names lie within the message");
                            must(
                                    (open.label() + open.protocol()).indexOf('\uFFFD') >= 0
                                            || Arrays.equals(open.bytes(), input),
                                    "what is written is what was read");
                        });
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}
