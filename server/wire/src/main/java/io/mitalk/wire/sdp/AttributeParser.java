package io.mitalk.wire.sdp;

import io.mitalk.wire.sdp.Attribute.Candidate;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Attribute.Fingerprint;
import io.mitalk.wire.sdp.Attribute.Flag;
import io.mitalk.wire.sdp.Attribute.Fmtp;
import io.mitalk.wire.sdp.Attribute.Group;
import io.mitalk.wire.sdp.Attribute.IcePwd;
import io.mitalk.wire.sdp.Attribute.IceUfrag;
import io.mitalk.wire.sdp.Attribute.MaxMessageSize;
import io.mitalk.wire.sdp.Attribute.Mid;
import io.mitalk.wire.sdp.Attribute.Msid;
import io.mitalk.wire.sdp.Attribute.Other;
import io.mitalk.wire.sdp.Attribute.RtcpFeedback;
import io.mitalk.wire.sdp.Attribute.RtpMap;
import io.mitalk.wire.sdp.Attribute.SctpPort;
import io.mitalk.wire.sdp.Attribute.Ssrc;
import java.util.List;
import java.util.Locale;

/** Thread-safe (no state). Reads the value of one {@code a=} line. */
final class AttributeParser {

    private static final long U32 = 0xFFFF_FFFFL;

    private AttributeParser() {}

    static Attribute parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return flag(line);
        }
        String value = line.substring(colon + 1);
        String key = line.substring(0, colon);
        return switch (key) {
            case "mid" -> new Mid(token(value, 1, 64, "mid"));
            case "ice-ufrag" -> new IceUfrag(token(value, 4, 256, "ice-ufrag"));
            case "ice-pwd" -> new IcePwd(token(value, 22, 256, "ice-pwd"));
            case "fingerprint" -> fingerprint(value);
            case "setup" -> setup(value);
            case "rtpmap" -> rtpMap(value);
            case "fmtp" -> {
                String[] words = two(value, "fmtp");
                yield new Fmtp(words[0], words[1]);
            }
            case "rtcp-fb" -> {
                String[] words = two(value, "rtcp-fb");
                yield new RtcpFeedback(words[0], words[1]);
            }
            case "extmap" -> extMap(value);
            case "msid" -> msid(value);
            case "ssrc" -> ssrc(value);
            case "candidate" -> candidate(value);
            case "group" -> group(value);
            case "sctp-port" -> new SctpPort((int) number(value, 65_535, "sctp-port"));
            case "max-message-size" ->
                    new MaxMessageSize(number(value, Long.MAX_VALUE, "max-message-size"));
            default -> new Other(token(key, 1, 256, "attribute name"), value);
        };
    }

    private static Attribute flag(String line) {
        return switch (line) {
            case "sendrecv" -> Direction.SENDRECV;
            case "sendonly" -> Direction.SENDONLY;
            case "recvonly" -> Direction.RECVONLY;
            case "inactive" -> Direction.INACTIVE;
            default -> new Flag(token(line, 1, 256, "attribute name"));
        };
    }

    private static Attribute fingerprint(String value) {
        String[] words = two(value, "fingerprint");
        String hex = words[1].toUpperCase(Locale.ROOT);
        boolean pairs = hex.length() % 3 == 2 && hex.length() <= 3 * 64;
        for (int i = 0; pairs && i < hex.length(); i++) {
            char c = hex.charAt(i);
            boolean digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
            pairs = i % 3 == 2 ? c == ':' : digit;
        }
        if (!pairs) {
            throw new SdpException("a fingerprint is hex pairs with colons");
        }
        return new Fingerprint(words[0].toLowerCase(Locale.ROOT), hex);
    }

    private static Attribute setup(String value) {
        for (Setup setup : Setup.values()) {
            if (setup.value().equals(value)) {
                return setup;
            }
        }
        throw new SdpException("unknown setup role");
    }

    private static Attribute rtpMap(String value) {
        String[] words = two(value, "rtpmap");
        String[] encoding = words[1].strip().split("/", -1);
        if (encoding.length < 2 || encoding.length > 3 || encoding[0].isEmpty()) {
            throw new SdpException("an rtpmap is codec/clock rate/channels");
        }
        int payloadType = (int) number(words[0], 127, "payload type");
        int clockRate = (int) number(encoding[1], Integer.MAX_VALUE, "clock rate");
        int channels = encoding.length == 2 ? 1 : (int) number(encoding[2], 255, "channels");
        return new RtpMap(payloadType, encoding[0], clockRate, channels);
    }

    private static Attribute extMap(String value) {
        String[] words = value.split(" ", 3);
        if (words.length < 2 || words[1].isEmpty()) {
            throw new SdpException("an extmap has an id and a URI");
        }
        int slash = words[0].indexOf('/');
        String id = slash < 0 ? words[0] : words[0].substring(0, slash);
        String extra = words.length == 3 ? words[2] : "";
        // Ids above 255 (4096 to 4351) are placeholders for another's choice (RFC 8285 section 7).
        int number = (int) number(id, 4351, "extmap id");
        if (number == 0) {
            throw new SdpException("extmap id 0 is padding");
        }
        if (slash < 0) {
            return new ExtMap(number, null, words[1], extra);
        }
        if (flag(words[0].substring(slash + 1)) instanceof Direction direction) {
            return new ExtMap(number, direction, words[1], extra);
        }
        throw new SdpException("unknown direction of an extmap");
    }

    private static Attribute msid(String value) {
        int space = value.indexOf(' ');
        return space < 0
                ? new Msid(value, "")
                : new Msid(value.substring(0, space), value.substring(space + 1));
    }

    private static Attribute ssrc(String value) {
        String[] words = two(value, "ssrc");
        int ssrc = (int) number(words[0], U32, "ssrc");
        int colon = words[1].indexOf(':');
        return colon < 0
                ? new Ssrc(ssrc, words[1], "")
                : new Ssrc(ssrc, words[1].substring(0, colon), words[1].substring(colon + 1));
    }

    /** What does not look like a candidate is kept as it stands: an agent skips those it does not understand. */
    private static Attribute candidate(String value) {
        String[] words = value.split(" ", 9);
        if (words.length < 8 || !words[6].equals("typ")) {
            return new Other("candidate", value);
        }
        int component = (int) number(words[1], 256, "component");
        long priority = number(words[3], U32, "priority");
        int port = (int) number(words[5], 65_535, "port");
        String rest = words.length == 9 ? words[8] : "";
        return new Candidate(
                words[0], component, words[2], priority, words[4], port, words[7], rest);
    }

    private static Attribute group(String value) {
        List<String> words = List.of(value.strip().split(" +"));
        return new Group(
                token(words.getFirst(), 1, 64, "group semantics"), words.subList(1, words.size()));
    }

    private static String[] two(String value, String what) {
        String[] words = value.split(" ", 2);
        if (words.length < 2 || words[0].isEmpty() || words[1].isEmpty()) {
            throw new SdpException(what + " has two parts");
        }
        return words;
    }

    private static String token(String value, int min, int max, String what) {
        if (!within(value, '!', '~') || value.length() < min || value.length() > max) {
            throw new SdpException(
                    what + " has " + min + " to " + max + " visible ASCII characters");
        }
        return value;
    }

    static long number(String digits, long max, String what) {
        if (!digits.isEmpty() && digits.length() <= 19 && within(digits, '0', '9')) {
            long number = parse19(digits);
            if (number >= 0 && number <= max) {
                return number;
            }
        }
        throw new SdpException(what + " is a number up to " + max);
    }

    /** Whether every character lies in the range; a loop, since a stream costs more than what it reads. */
    private static boolean within(String text, char first, char last) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < first || text.charAt(i) > last) {
                return false;
            }
        }
        return true;
    }

    /** Up to 19 digits; those above 2^63 - 1 come out negative. */
    private static long parse19(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }
}
