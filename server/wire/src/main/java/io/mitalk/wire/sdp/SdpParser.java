package io.mitalk.wire.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Owned by one call. Reads a description line by line (RFC 8866 section 5); limits bound what a stranger can cost. */
final class SdpParser {

    /** Characters of a whole description: a thousand sections of a browser's answer fit. */
    static final int MAX_CHARS = 1 << 20;

    /** Characters of one line. */
    static final int MAX_LINE_CHARS = 8192;

    /** Lines of a description. */
    static final int MAX_LINES = 40_000;

    /** Media sections of a description. */
    static final int MAX_SECTIONS = 1_000;

    private final String text;
    private final List<Attribute> sessionAttributes = new ArrayList<>();
    private final List<MediaSection> media = new ArrayList<>();
    private final Set<String> mids = new HashSet<>();
    private @Nullable Origin origin;
    private @Nullable String mediaLine;
    private String connection = "";
    private List<Attribute> attributes = sessionAttributes;

    SdpParser(String text) {
        this.text = text;
    }

    SessionDescription parse() {
        if (text.length() > MAX_CHARS) {
            throw new SdpException("a description has at most " + MAX_CHARS + " characters");
        }
        if (!text.startsWith("v=0\n") && !text.startsWith("v=0\r\n")) {
            throw new SdpException("a description begins with v=0");
        }
        int lines = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            end = end < 0 ? text.length() : end;
            end = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            if (++lines > MAX_LINES || end - at > MAX_LINE_CHARS) {
                throw new SdpException("too many lines, or line " + lines + " is too long");
            }
            // Some clients end with an empty line.
            if (end > at) {
                line(at, end, lines);
            }
            at = next;
        }
        finishSection();
        if (origin == null) {
            throw new SdpException("the o= line is missing");
        }
        return new SessionDescription(origin, sessionAttributes, media);
    }

    private void line(int at, int end, int number) {
        if (end - at < 2 || text.charAt(at + 1) != '=') {
            throw new SdpException("line " + number + " is not of the form x=value");
        }
        String value = text.substring(at + 2, end);
        if (value.indexOf('\r') >= 0) {
            throw new SdpException("line " + number + " holds a bare carriage return");
        }
        switch (text.charAt(at)) {
            case 'o' -> origin = origin(value);
            case 'c' -> connection = value;
            case 'm' -> {
                finishSection();
                if (media.size() == MAX_SECTIONS) {
                    throw new SdpException(
                            "a description has at most " + MAX_SECTIONS + " sections");
                }
                mediaLine = value;
                connection = "";
                attributes = new ArrayList<>();
            }
            case 'a' -> attributes.add(AttributeParser.parse(value));
            case 'v', 's', 't', 'i', 'u', 'e', 'p', 'b', 'k', 'r', 'z' -> {}
            default -> throw new SdpException("line " + number + " has an unknown type");
        }
    }

    private Origin origin(String value) {
        if (mediaLine != null || origin != null) {
            throw new SdpException("one o= line before the sections");
        }
        String[] words = value.split(" ", 4);
        if (words.length < 4 || words[0].isEmpty() || words[1].isEmpty()) {
            throw new SdpException("the o= line has six words");
        }
        long version = AttributeParser.number(words[2], Long.MAX_VALUE, "version of o=");
        return new Origin(words[0], words[1], version, words[3]);
    }

    private void finishSection() {
        if (mediaLine == null) {
            return;
        }
        List<String> words = List.of(mediaLine.split(" ", -1));
        if (words.size() < 4 || words.contains("")) {
            throw new SdpException("an m= line has at least four words");
        }
        // A port count ("9/2") is for layered multicast, which nobody offers here.
        int port = (int) AttributeParser.number(words.get(1), 65_535, "port of m=");
        MediaSection section =
                new MediaSection(
                        words.get(0),
                        port,
                        words.get(2),
                        words.subList(3, words.size()),
                        connection,
                        attributes);
        if (!section.mid().isEmpty() && !mids.add(section.mid())) {
            throw new SdpException("two sections have the same mid");
        }
        media.add(section);
    }
}
