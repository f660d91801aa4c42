package io.mitalk.wire.sdp;

import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Attribute.Flag;
import io.mitalk.wire.sdp.Attribute.Fmtp;
import io.mitalk.wire.sdp.Attribute.Mid;
import io.mitalk.wire.sdp.Attribute.RtpMap;
import io.mitalk.wire.sdp.Attribute.Ssrc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. One {@code m=} line with what belongs to it (RFC 8866 section 5.14).
 *
 * @param kind {@code audio}, {@code video} or {@code application}
 * @param port 0 mostly rejects the section, see {@link #isRejected}; 9 stands for "see the candidates" (RFC 9429
 *     section 5.2.1)
 * @param protocol for example {@link #RTP}
 * @param formats payload types, or {@code webrtc-datachannel}
 * @param connection the {@code c=} line's value, empty when there is none
 * @param attributes in the order in which they stand
 */
public record MediaSection(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        String connection,
        List<Attribute> attributes) {

    /** The protocol of encrypted audio and video. */
    public static final String RTP = "UDP/TLS/RTP/SAVPF";

    /** The protocol of data channels. */
    public static final String SCTP = "UDP/DTLS/SCTP";

    /** The address that says nothing. */
    public static final String ANYWHERE = "IN IP4 0.0.0.0";

    /** Copies the lists. */
    public MediaSection {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** An audio section on port 9, with the codec payload types that its {@link RtpMap} attributes name. */
    public static MediaSection audio(List<Attribute> attributes) {
        List<String> formats = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute instanceof RtpMap map) {
                formats.add(Integer.toString(map.payloadType()));
            }
        }
        return new MediaSection("audio", 9, RTP, formats, ANYWHERE, attributes);
    }

    /** A data channel section on port 9. */
    public static MediaSection application(List<Attribute> attributes) {
        return new MediaSection(
                "application", 9, SCTP, List.of("webrtc-datachannel"), ANYWHERE, attributes);
    }

    /** The same kind, protocol and formats as another one's, refused: port 0, inactive, only its mid kept. */
    public static MediaSection rejected(MediaSection offered) {
        List<Attribute> attributes =
                offered.mid().isEmpty()
                        ? List.of(Direction.INACTIVE)
                        : List.of(new Mid(offered.mid()), Direction.INACTIVE);
        return new MediaSection(
                offered.kind, 0, offered.protocol, offered.formats, ANYWHERE, attributes);
    }

    /**
     * Whether port 0 rejects it. Beside {@link Attribute#BUNDLE_ONLY} it means that the section has no port of its own
     * (RFC 9143 section 6), as Firefox writes all but the first of an offer.
     */
    public boolean isRejected() {
        return port == 0 && !has(Attribute.BUNDLE_ONLY);
    }

    /** The {@code a=mid:}, empty when absent. */
    public String mid() {
        Mid mid = first(Mid.class);
        return mid == null ? "" : mid.id();
    }

    /** What the section says, {@link Direction#SENDRECV} when it says nothing. */
    public Direction direction() {
        Direction direction = first(Direction.class);
        return direction == null ? Direction.SENDRECV : direction;
    }

    /** The first attribute of a type, null when there is none. */
    public <A extends Attribute> @Nullable A first(Class<A> type) {
        return Attributes.first(attributes, type);
    }

    /** All attributes of a type, in order. */
    public <A extends Attribute> List<A> all(Class<A> type) {
        return Attributes.all(attributes, type);
    }

    /** Whether an attribute without value is there, for example {@link Attribute#RTCP_MUX}. */
    public boolean has(Flag flag) {
        return attributes.contains(flag);
    }

    /** The payload type of a codec (its name's case is ignored), the first that is listed on the m-line; -1: none. */
    public int payloadType(String codec, int clockRate) {
        for (RtpMap map : all(RtpMap.class)) {
            if (map.codec().equalsIgnoreCase(codec)
                    && map.clockRate() == clockRate
                    && formats.contains(Integer.toString(map.payloadType()))) {
                return map.payloadType();
            }
        }
        return -1;
    }

    /** The format parameters of a payload type, null when there are none. */
    public @Nullable Fmtp fmtp(int payloadType) {
        String format = Integer.toString(payloadType);
        for (Fmtp fmtp : all(Fmtp.class)) {
            if (fmtp.format().equals(format)) {
                return fmtp;
            }
        }
        return null;
    }

    /** The id under which a header extension is mapped, 0 when it is not. */
    public int extensionId(String uri) {
        for (ExtMap map : all(ExtMap.class)) {
            if (map.uri().equals(uri)) {
                return map.id();
            }
        }
        return 0;
    }

    /** The SSRC that the section announces first, null when it announces none. */
    public @Nullable Integer ssrc() {
        Ssrc ssrc = first(Ssrc.class);
        return ssrc == null ? null : ssrc.ssrc();
    }
}
