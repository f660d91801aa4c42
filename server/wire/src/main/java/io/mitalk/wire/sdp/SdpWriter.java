package io.mitalk.wire.sdp;

import java.util.List;

/** Thread-safe (no state). Turns records into text; refuses line ends within a value, which would forge lines. */
final class SdpWriter {

    private SdpWriter() {}

    static String write(SessionDescription description) {
        var text = new StringBuilder(512 + 768 * description.media().size());
        line(text, "v=", "0");
        line(text, "o=", description.origin().line());
        line(text, "s=", "-");
        line(text, "t=", "0 0");
        attributes(text, description.attributes());
        for (MediaSection section : description.media()) {
            String formats = String.join(" ", section.formats());
            line(
                    text,
                    "m=",
                    section.kind()
                            + " "
                            + section.port()
                            + " "
                            + section.protocol()
                            + " "
                            + formats);
            if (!section.connection().isEmpty()) {
                line(text, "c=", section.connection());
            }
            attributes(text, section.attributes());
        }
        return text.toString();
    }

    private static void attributes(StringBuilder text, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            String value = attribute.value();
            boolean bare = value.isEmpty() && !(attribute instanceof Attribute.Other);
            line(text, "a=", bare ? attribute.key() : attribute.key() + ":" + value);
        }
    }

    private static void line(StringBuilder text, String type, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new SdpException("a value of line " + type + " holds a line end");
        }
        text.append(type).append(value).append("\r\n");
    }
}
