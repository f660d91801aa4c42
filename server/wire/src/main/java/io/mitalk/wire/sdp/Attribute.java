package io.mitalk.wire.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. One {@code a=} line. Those that negotiation looks at have a type of their own; any other is a
 * {@link Flag} ({@code a=key}) or an {@link Other} ({@code a=key:value}).
 *
 * <p>Constructors refuse, with an {@link SdpException}, what would not survive being written and read again: names
 * that came from people may hold spaces and line ends.
 */
public sealed interface Attribute
        permits Attribute.Candidate,
                Attribute.ExtMap,
                Attribute.Fingerprint,
                Attribute.Flag,
                Attribute.Fmtp,
                Attribute.Group,
                Attribute.IcePwd,
                Attribute.IceUfrag,
                Attribute.MaxMessageSize,
                Attribute.Mid,
                Attribute.Msid,
                Attribute.Other,
                Attribute.RtcpFeedback,
                Attribute.RtpMap,
                Attribute.SctpPort,
                Attribute.Ssrc,
                Direction,
                Setup {

    /** {@code a=rtcp-mux} (RFC 5761). */
    Flag RTCP_MUX = new Flag("rtcp-mux");

    /** {@code a=ice-lite} (RFC 8839 section 5.3), of the session. */
    Flag ICE_LITE = new Flag("ice-lite");

    /** {@code a=end-of-candidates} (RFC 8840 section 8.2). */
    Flag END_OF_CANDIDATES = new Flag("end-of-candidates");

    /** {@code a=bundle-only} (RFC 9143 section 6). */
    Flag BUNDLE_ONLY = new Flag("bundle-only");

    /** {@code a=extmap-allow-mixed} (RFC 8285 section 6). */
    Flag EXTMAP_ALLOW_MIXED = new Flag("extmap-allow-mixed");

    /** What stands before the colon. */
    String key();

    /** What stands behind the colon; empty for an attribute without. */
    String value();

    /** {@code a=candidate:} (RFC 8839 section 5.1); {@code rest} is what follows the type, without leading space. */
    record Candidate(
            String foundation,
            int component,
            String transport,
            long priority,
            String address,
            int port,
            String type,
            String rest)
            implements Attribute {

        /** A host candidate over UDP of component 1. */
        public static Candidate host(String foundation, long priority, String address, int port) {
            return new Candidate(foundation, 1, "udp", priority, address, port, "host", "");
        }

        @Override
        public String key() {
            return "candidate";
        }

        @Override
        public String value() {
            String tail = rest.isEmpty() ? "" : " " + rest;
            return foundation
                    + " "
                    + component
                    + " "
                    + transport
                    + " "
                    + priority
                    + " "
                    + address
                    + " "
                    + port
                    + " typ "
                    + type
                    + tail;
        }
    }

    /** {@code a=extmap:id[/direction] uri [attributes]} (RFC 8285 section 5); {@code extra} is mostly empty. */
    record ExtMap(int id, @Nullable Direction direction, String uri, String extra)
            implements Attribute {

        /** URI of the client-to-mixer audio level (RFC 6464). */
        public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

        /** URI of the media identification (RFC 9143 section 15). */
        public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

        /** The plain form: an id and a URI. */
        public ExtMap(int id, String uri) {
            this(id, null, uri, "");
        }

        @Override
        public String key() {
            return "extmap";
        }

        @Override
        public String value() {
            return id
                    + (direction == null ? "" : "/" + direction.key())
                    + " "
                    + uri
                    + (extra.isEmpty() ? "" : " " + extra);
        }
    }

    /** {@code a=fingerprint:} (RFC 8122 section 5): lower-case algorithm, upper-case hex pairs with colons. */
    record Fingerprint(String algorithm, String hex) implements Attribute {
        @Override
        public String key() {
            return "fingerprint";
        }

        @Override
        public String value() {
            return algorithm + " " + hex;
        }
    }

    /** {@code a=key}: any attribute without a value. */
    record Flag(String key) implements Attribute {
        @Override
        public String value() {
            return "";
        }
    }

    /** {@code a=fmtp:format parameters} (RFC 8866 section 6.15). */
    record Fmtp(String format, String parameters) implements Attribute {
        @Override
        public String key() {
            return "fmtp";
        }

        @Override
        public String value() {
            return format + " " + parameters;
        }

        /** The value of {@code name=value} among the parameters, empty when absent; the name's case is ignored. */
        public String parameter(String name) {
            for (String pair : parameters.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
                    return pair.substring(equals + 1).strip();
                }
            }
            return "";
        }
    }

    /** {@code a=group:BUNDLE 0 1} (RFC 5888, RFC 9143), of the session. */
    record Group(String semantics, List<String> mids) implements Attribute {

        /** Copies the list. */
        public Group {
            mids = List.copyOf(mids);
        }

        /** The group of sections that share one transport; the first is the tag. */
        public static Group bundle(List<String> mids) {
            return new Group("BUNDLE", mids);
        }

        @Override
        public String key() {
            return "group";
        }

        @Override
        public String value() {
            return mids.isEmpty() ? semantics : semantics + " " + String.join(" ", mids);
        }
    }

    /** {@code a=ice-pwd:} (RFC 8839 section 5.4): 22 to 256 characters that a log must not see. */
    record IcePwd(String password) implements Attribute {
        @Override
        public String key() {
            return "ice-pwd";
        }

        @Override
        public String value() {
            return password;
        }

        @Override
        public String toString() {
            return "IcePwd[hidden]";
        }
    }

    /** {@code a=ice-ufrag:} (RFC 8839 section 5.4): 4 to 256 characters. */
    record IceUfrag(String ufrag) implements Attribute {
        @Override
        public String key() {
            return "ice-ufrag";
        }

        @Override
        public String value() {
            return ufrag;
        }
    }

    /** {@code a=max-message-size:} in bytes, 0 for any (RFC 8841 section 6). */
    record MaxMessageSize(long bytes) implements Attribute {
        @Override
        public String key() {
            return "max-message-size";
        }

        @Override
        public String value() {
            return Long.toString(bytes);
        }
    }

    /** {@code a=mid:} (RFC 5888 section 4). */
    record Mid(String id) implements Attribute {
        @Override
        public String key() {
            return "mid";
        }

        @Override
        public String value() {
            return id;
        }
    }

    /** {@code a=msid:stream track} (RFC 8830); the track may be empty, the stream is {@code -} for none. */
    record Msid(String stream, String track) implements Attribute {

        /** Refuses an empty stream, and space within either. */
        public Msid {
            if (stream.isEmpty() || hasSpace(stream) || hasSpace(track)) {
                throw new SdpException("an msid has one or two words");
            }
        }

        @Override
        public String key() {
            return "msid";
        }

        @Override
        public String value() {
            return track.isEmpty() ? stream : stream + " " + track;
        }

        private static boolean hasSpace(String text) {
            return text.chars().anyMatch(c -> c <= ' ');
        }
    }

    /** {@code a=key:value}: any attribute that has no type here. */
    record Other(String key, String value) implements Attribute {}

    /** {@code a=rtcp-fb:format type} (RFC 4585 section 4.2): the format is a payload type or {@code *}. */
    record RtcpFeedback(String format, String type) implements Attribute {
        @Override
        public String key() {
            return "rtcp-fb";
        }

        @Override
        public String value() {
            return format + " " + type;
        }
    }

    /** {@code a=rtpmap:payloadType codec/clockRate[/channels]} (RFC 8866 section 6.6); 1 channel is not written. */
    record RtpMap(int payloadType, String codec, int clockRate, int channels) implements Attribute {

        /** Opus, which is always declared with two channels (RFC 7587 section 7). */
        public static RtpMap opus(int payloadType) {
            return new RtpMap(payloadType, "opus", 48_000, 2);
        }

        @Override
        public String key() {
            return "rtpmap";
        }

        @Override
        public String value() {
            return payloadType
                    + " "
                    + codec
                    + "/"
                    + clockRate
                    + (channels == 1 ? "" : "/" + channels);
        }
    }

    /** {@code a=sctp-port:} (RFC 8841 section 5). */
    record SctpPort(int port) implements Attribute {
        @Override
        public String key() {
            return "sctp-port";
        }

        @Override
        public String value() {
            return Integer.toString(port);
        }
    }

    /** {@code a=ssrc:ssrc attribute[:content]} (RFC 5576 section 4.1); the SSRC as its 32 bits stand. */
    record Ssrc(int ssrc, String attribute, String content) implements Attribute {
        @Override
        public String key() {
            return "ssrc";
        }

        @Override
        public String value() {
            return Integer.toUnsignedString(ssrc)
                    + " "
                    + attribute
                    + (content.isEmpty() ? "" : ":" + content);
        }
    }
}
