package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.DownTrackSpec;
import io.mitalk.media.sfu.IceParameters;
import io.mitalk.media.sfu.LocalParameters;
import io.mitalk.media.sfu.RemoteParameters;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What offers and answers share: the words for a transport, and what a client's description says of its own.
 */
final class Described {

    /** What LiveKit announces; its clients cut their own messages at 64,000 bytes. */
    private static final int MAX_MESSAGE_BYTES = 65_535;

    private static final int SCTP_PORT = 5000;

    /** Host, first address (RFC 8445 section 5.1.2). */
    private static final long FIRST_PRIORITY = 2_130_706_431L;

    /** The same over TCP, passive: after everything over UDP (RFC 6544 section 4.2). */
    private static final long FIRST_TCP_PRIORITY = (99L << 24) | (((4L << 13) | 8191) << 8) | 255;

    private static final String TCP_PASSIVE = "tcptype passive";

    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,6}");

    private Described() {}

    /** Session attributes of ours: ICE-lite and one bundle of these mids. */
    static List<Attribute> session(List<String> mids) {
        return List.of(
                Attribute.ICE_LITE,
                Attribute.Group.bundle(mids),
                Attribute.EXTMAP_ALLOW_MIXED,
                new Attribute.Other("msid-semantic", " WMS *"));
    }

    /** Credentials, certificate, role and addresses, as every accepted section carries them. */
    static List<Attribute> transport(LocalParameters local, Setup setup) {
        var lines = new ArrayList<Attribute>();
        lines.add(new Attribute.IceUfrag(local.ice().ufrag()));
        lines.add(new Attribute.IcePwd(local.ice().password()));
        lines.add(new Attribute.Fingerprint("sha-256", local.fingerprint()));
        lines.add(setup);
        var udp = local.candidates();
        for (int i = 0; i < udp.size(); i++) {
            lines.add(
                    Attribute.Candidate.host(
                            Integer.toString(i + 1),
                            FIRST_PRIORITY - 256L * i,
                            literal(udp.get(i).getAddress()),
                            udp.get(i).getPort()));
        }
        var tcp = local.tcpCandidates();
        for (int i = 0; i < tcp.size(); i++) {
            lines.add(overTcp(udp.size() + i + 1, FIRST_TCP_PRIORITY - 256L * i, tcp.get(i)));
        }
        lines.add(Attribute.END_OF_CANDIDATES);
        return lines;
    }

    /** The client's numbers, or ours where we offer; 0 for what is not spoken of. */
    record Numbers(int opus, int red, int levelExtension, int midExtension) {}

    /** An audio section of ours under these numbers; without a track it is silent. */
    static MediaSection opus(
            List<Attribute> transport, String mid, Numbers numbers, SectionTrack content) {
        HeardTrack track = content.heard();
        String format = Integer.toString(numbers.opus);
        String stereo = track != null && track.stereo() ? ";sprop-stereo=1" : "";
        var lines = new ArrayList<>(transport);
        lines.add(new Attribute.Mid(mid));
        lines.add(track == null ? Direction.INACTIVE : Direction.SENDONLY);
        lines.add(Attribute.RTCP_MUX);
        lines.add(Attribute.RtpMap.opus(numbers.opus));
        lines.add(new Attribute.Fmtp(format, "minptime=10;useinbandfec=1" + stereo));
        lines.add(new Attribute.RtcpFeedback(format, "nack"));
        if (numbers.red > 0) {
            lines.addAll(red(numbers.red, numbers.opus));
        }
        if (numbers.levelExtension > 0) {
            lines.add(new ExtMap(numbers.levelExtension, ExtMap.AUDIO_LEVEL));
        }
        if (numbers.midExtension > 0) {
            lines.add(new ExtMap(numbers.midExtension, ExtMap.MID));
        }
        if (track != null) {
            lines.addAll(source(track, content.ssrc()));
        }
        return MediaSection.audio(lines);
    }

    /** Where clients connect to (RFC 6544 section 4.5). */
    private static Attribute overTcp(int foundation, long priority, InetSocketAddress at) {
        return new Attribute.Candidate(
                Integer.toString(foundation),
                1,
                "tcp",
                priority,
                literal(at.getAddress()),
                at.getPort(),
                "host",
                TCP_PASSIVE);
    }

    /** As SDP has it: without the interface that Java names behind a link-local address. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    /** What names the track that is sent in a section, and the source of its packets. */
    private static List<Attribute> source(HeardTrack track, int ssrc) {
        String stream = track.stream();
        return List.of(
                new Attribute.Msid(stream, track.trackSid()),
                new Attribute.Ssrc(ssrc, "cname", stream),
                new Attribute.Ssrc(ssrc, "msid", stream + " " + track.trackSid()));
    }

    /** The longest packet of a section that its client takes (RFC 8866 section 6.4). */
    static int maxPacketMs(MediaSection section) {
        for (Attribute.Other line : section.all(Attribute.Other.class)) {
            if (line.key().equals("maxptime")) {
                return MILLISECONDS.matcher(line.value()).matches()
                        ? Integer.parseInt(line.value())
                        : 0;
            }
        }
        return DownTrackSpec.ANY_LENGTH_MS;
    }

    /** The data channel section (RFC 8841). */
    static MediaSection application(String mid, List<Attribute> transport) {
        var lines = new ArrayList<>(transport);
        lines.add(new Attribute.Mid(mid));
        lines.add(new Attribute.SctpPort(SCTP_PORT));
        lines.add(new Attribute.MaxMessageSize(MAX_MESSAGE_BYTES));
        return MediaSection.application(lines);
    }

    /**
     * A section that carries nothing now, with the formats of the offered one so that it stays usable for the bundle.
     * Their parameters come along: a payload type means one thing in the whole bundle (RFC 9143 section 9.1), and
     * libwebrtc refuses the answer where H.264 lost its profile.
     */
    static MediaSection inactive(MediaSection offered, List<Attribute> transport) {
        var lines = new ArrayList<>(transport);
        lines.add(new Attribute.Mid(offered.mid()));
        lines.add(Direction.INACTIVE);
        lines.add(Attribute.RTCP_MUX);
        lines.addAll(offered.all(Attribute.RtpMap.class));
        lines.addAll(offered.all(Attribute.Fmtp.class));
        return new MediaSection(
                offered.kind(),
                9,
                offered.protocol(),
                offered.formats(),
                offered.connection(),
                lines);
    }

    /** A codec that brings earlier packets of Opus along in each (RFC 2198 section 5). */
    static List<Attribute> red(int payloadType, int opus) {
        return List.of(
                new Attribute.RtpMap(payloadType, "red", 48_000, 2),
                new Attribute.Fmtp(Integer.toString(payloadType), opus + "/" + opus));
    }

    /** The client's side of the transport, or null when its description lacks a part that every client sends. */
    static @Nullable RemoteParameters remote(SessionDescription description) {
        var ufrag = description.transport(Attribute.IceUfrag.class);
        var password = description.transport(Attribute.IcePwd.class);
        var fingerprint = description.transport(Attribute.Fingerprint.class);
        if (ufrag == null || password == null || fingerprint == null) {
            return null;
        }
        return new RemoteParameters(
                new IceParameters(ufrag.ufrag(), password.password()),
                fingerprint.algorithm(),
                fingerprint.hex());
    }
}
