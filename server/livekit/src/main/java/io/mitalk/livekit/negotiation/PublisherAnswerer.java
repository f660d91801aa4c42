package io.mitalk.livekit.negotiation;

import io.mitalk.livekit.negotiation.OfferedTracks.Claim;
import io.mitalk.media.sfu.LocalParameters;
import io.mitalk.media.sfu.RemoteParameters;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Origin;
import io.mitalk.wire.sdp.SdpException;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. Answers the offers of a client's publisher connection, or of its only one (RFC 9429
 * section 5.3): the sections, mids and payload types are the client's, the codec is Opus, the direction is ours.
 */
public final class PublisherAnswerer {

    private final TransportHandle transport;
    private final OfferedTracks tracks;
    private final @Nullable DownSections down;
    private Origin origin;
    private LocalParameters local;
    private @Nullable RemoteParameters remote;
    private Set<String> offered = Set.of();

    /** {@code down} fills the sections in which the client only listens; null leaves them inactive. */
    public PublisherAnswerer(
            TransportHandle transport,
            OfferedTracks tracks,
            @Nullable DownSections down,
            int sessionId) {
        this.transport = transport;
        this.tracks = tracks;
        this.down = down;
        this.local = transport.local();
        this.origin = Origin.of(Integer.toUnsignedLong(sessionId), 0);
    }

    /**
     * The answer to an offer; what it starts and ends has been told to the tracks when this returns.
     *
     * @throws SdpException when the offer cannot be read
     */
    public String answer(String sdp) {
        SessionDescription offer = SessionDescription.parse(sdp);
        connect(offer);
        List<Attribute> lines = Described.transport(local, Setup.PASSIVE);
        var sections = new ArrayList<MediaSection>();
        var mids = new ArrayList<String>();
        // What ends is told first, so that a section that takes over a track finds it free.
        for (MediaSection section : offer.media()) {
            if (!sends(section)) {
                tracks.silent(section.mid());
            }
        }
        vanished(offer);
        if (down != null) {
            down.begin(offer);
        }
        for (MediaSection section : offer.media()) {
            MediaSection answered = answer(section, lines);
            sections.add(answered);
            if (!answered.isRejected()) {
                mids.add(answered.mid());
            }
        }
        origin = origin.next();
        return new SessionDescription(origin, Described.session(mids), sections).write();
    }

    /** Sections stay (RFC 9429 section 5.2.2); what is kept for those of a client that breaks this ends. */
    private void vanished(SessionDescription offer) {
        var before = offered;
        offered = offer.media().stream().map(MediaSection::mid).collect(Collectors.toSet());
        for (String mid : before) {
            if (!offered.contains(mid)) {
                tracks.silent(mid);
            }
        }
    }

    private void connect(SessionDescription offer) {
        RemoteParameters described = Described.remote(offer);
        if (described == null || described.equals(remote)) {
            return;
        }
        if (remote != null && !described.ice().equals(remote.ice())) {
            // Other credentials than before are an ICE restart (RFC 8839 section 4.4.1.1.1); ours
            // change with them.
            local = transport.restartIce();
        }
        remote = described;
        transport.remote(described);
    }

    private MediaSection answer(MediaSection section, List<Attribute> transportLines) {
        if (section.isRejected()) {
            return MediaSection.rejected(section);
        }
        if (section.kind().equals("application")) {
            return Described.application(section.mid(), transportLines);
        }
        if (!sends(section)) {
            return down == null
                    ? Described.inactive(section, transportLines)
                    : down.answer(section, transportLines);
        }
        int opus = section.payloadType("opus", 48_000);
        int red = transport.red() ? Math.max(0, section.payloadType("red", 48_000)) : 0;
        int midExtension = section.extensionId(ExtMap.MID);
        int levelExtension = section.extensionId(ExtMap.AUDIO_LEVEL);
        var msid = section.first(Attribute.Msid.class);
        Claim claim =
                tracks.offered(
                        new OfferedTrack(
                                section.mid(),
                                msid == null ? "" : msid.track(),
                                section.ssrc(),
                                opus,
                                midExtension,
                                levelExtension,
                                red));
        if (claim == Claim.REFUSED) {
            return Described.inactive(section, transportLines);
        }
        var lines = new ArrayList<>(transportLines);
        lines.add(new Attribute.Mid(section.mid()));
        lines.add(Direction.RECVONLY);
        lines.add(Attribute.RTCP_MUX);
        if (red > 0 && tracks.repeats(section.mid())) {
            // Clients send what is listed first.
            lines.addAll(Described.red(red, opus));
        }
        lines.add(Attribute.RtpMap.opus(opus));
        lines.add(new Attribute.Fmtp(Integer.toString(opus), parameters(claim)));
        lines.add(new Attribute.RtcpFeedback(Integer.toString(opus), "nack"));
        if (levelExtension > 0) {
            lines.add(new ExtMap(levelExtension, ExtMap.AUDIO_LEVEL));
        }
        if (midExtension > 0) {
            lines.add(new ExtMap(midExtension, ExtMap.MID));
        }
        return MediaSection.audio(lines);
    }

    private static boolean sends(MediaSection section) {
        return section.kind().equals("audio")
                && !section.isRejected()
                && section.direction().sends()
                && section.payloadType("opus", 48_000) >= 0;
    }

    private static String parameters(Claim claim) {
        String base = "minptime=10;useinbandfec=1";
        String stereo = ";stereo=1;maxaveragebitrate=510000";
        return switch (claim) {
            case MONO -> base + ";usedtx=1";
            case STEREO -> base + ";usedtx=1" + stereo;
            case MONO_NO_DTX, REFUSED -> base;
            case STEREO_NO_DTX -> base + stereo;
        };
    }
}
