package io.mitalk.bench;

import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.RemoteEnd;
import io.mitalk.media.sfu.IceParameters;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Origin;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Thread-safe (no state). A client's descriptions, as far as a publisher of one track and a listener need them. */
final class ClientSdp {

    static final int OPUS = 111;
    static final int AUDIO_LEVEL_EXTENSION = 1;
    private static final String AUDIO_MID = "0";
    private static final Pattern TRICKLED =
            Pattern.compile("(?i) udp \\d+ (\\d+\\.\\d+\\.\\d+\\.\\d+) (\\d+) typ host");

    private ClientSdp() {}

    /** Our side of a transport. */
    static Local local(LoopbackPeer peer) {
        return new Local(peer.ice().ufrag(), peer.ice().password(), peer.fingerprint());
    }

    record Local(String ufrag, String password, String fingerprint) {}

    /** What a server's description says of its transport, with {@code address} where it names none itself. */
    static RemoteEnd remote(SessionDescription description, @Nullable InetSocketAddress address)
            throws IOException {
        var ufrag = description.transport(Attribute.IceUfrag.class);
        var password = description.transport(Attribute.IcePwd.class);
        var fingerprint = description.transport(Attribute.Fingerprint.class);
        var at = address == null ? ownCandidate(description) : address;
        if (ufrag == null || password == null || fingerprint == null || at == null) {
            throw new IOException(
                    "the server's description lacks credentials, fingerprint or an address of this machine");
        }
        var role =
                description.transport(Setup.class) == Setup.ACTIVE
                        ? SrtpRole.SERVER
                        : SrtpRole.CLIENT;
        return new RemoteEnd(
                new IceParameters(ufrag.ufrag(), password.password()), at, fingerprint.hex(), role);
    }

    /** Accepts everything that is offered, to receive. */
    static String answer(SessionDescription offer, Local local) {
        var sections = new ArrayList<MediaSection>();
        for (var offered : offer.media()) {
            var lines = transport(local);
            lines.add(new Attribute.Mid(offered.mid()));
            if (offered.kind().equals("application")) {
                lines.add(new Attribute.SctpPort(5000));
                sections.add(MediaSection.application(lines));
            } else {
                lines.add(
                        offered.direction() == Direction.SENDONLY
                                ? Direction.RECVONLY
                                : Direction.INACTIVE);
                lines.add(Attribute.RTCP_MUX);
                lines.add(Attribute.RtpMap.opus(offered.payloadType("opus", 48_000)));
                sections.add(MediaSection.audio(lines));
            }
        }
        return new SessionDescription(Origin.of(1, 1), bundle(sections), sections).write();
    }

    /** One track of Opus with audio levels. */
    static String publisherOffer(Local local, String trackId, int ssrc) {
        var lines = transport(local);
        lines.set(lines.size() - 1, Setup.ACTPASS);
        lines.add(new Attribute.Mid(AUDIO_MID));
        lines.add(Direction.SENDONLY);
        lines.add(Attribute.RTCP_MUX);
        lines.add(Attribute.RtpMap.opus(OPUS));
        lines.add(new Attribute.Fmtp(Integer.toString(OPUS), "minptime=10;useinbandfec=1"));
        lines.add(new Attribute.ExtMap(AUDIO_LEVEL_EXTENSION, Attribute.ExtMap.AUDIO_LEVEL));
        lines.add(new Attribute.Msid("bench", trackId));
        lines.add(new Attribute.Ssrc(ssrc, "cname", "bench"));
        var sections = List.of(MediaSection.audio(lines));
        return new SessionDescription(Origin.of(1, 1), bundle(sections), sections).write();
    }

    private static List<Attribute> bundle(List<MediaSection> sections) {
        return List.of(Attribute.Group.bundle(sections.stream().map(MediaSection::mid).toList()));
    }

    /** The role comes last, for an offer to replace. */
    private static List<Attribute> transport(Local local) {
        return new ArrayList<>(
                List.of(
                        new Attribute.IceUfrag(local.ufrag()),
                        new Attribute.IcePwd(local.password()),
                        new Attribute.Fingerprint("sha-256", local.fingerprint()),
                        Setup.ACTIVE));
    }

    /** The first UDP candidate on an IPv4 address of this machine, or null: the load leaves it for no network. */
    static @Nullable InetSocketAddress ownCandidate(SessionDescription description) {
        for (var section : description.media()) {
            for (var candidate : section.all(Attribute.Candidate.class)) {
                if (candidate.transport().equalsIgnoreCase("udp")) {
                    var own = own(candidate.address(), candidate.port());
                    if (own != null) {
                        return own;
                    }
                }
            }
        }
        return null;
    }

    /** The same of a trickled candidate: {@code candidate:1 1 udp 2130706431 127.0.0.1 7882 typ host}. */
    static @Nullable InetSocketAddress ownCandidate(String trickled) {
        var matcher = TRICKLED.matcher(trickled);
        return matcher.find() ? own(matcher.group(1), Integer.parseInt(matcher.group(2))) : null;
    }

    private static @Nullable InetSocketAddress own(String text, int port) {
        try {
            var address = InetAddress.ofLiteral(text);
            boolean ours =
                    address instanceof Inet4Address
                            && (address.isLoopbackAddress()
                                    || NetworkInterface.getByInetAddress(address) != null);
            return ours ? new InetSocketAddress(address, port) : null;
        } catch (IllegalArgumentException | SocketException e) {
            // A name of mDNS, or an interface that just went: not ours to use.
            return null;
        }
    }
}
