package io.mitalk.wire.framing;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Thread-safe. A stream of frames as its reader meets it. */
public final class FramingTarget {

    private static final int MAX = 2048;

    private FramingTarget() {}

    public static FuzzTarget target() {
        return FuzzTarget.of(
                "framing",
                List.of(stream(76, 1200, 3), stream(0, 0, 40), stream(MAX)),
                FramingTarget::walk);
    }

    private static boolean walk(byte[] input) {
        int at = 0;
        int length = Framing.next(input, at, input.length, MAX);
        while (length >= 0) {
            must(length <= MAX, "no datagram longer than allowed");
            at += Framing.HEADER_BYTES + length;
            must(at <= input.length, "a frame within what has come");
            length = Framing.next(input, at, input.length, MAX);
        }
        must(
                length == Framing.TOO_LONG || input.length - at < MAX + Framing.HEADER_BYTES,
                "less than a frame is left over");
        return at > 0;
    }

    private static byte[] stream(int... lengths) {
        var stream = new ByteArrayOutputStream();
        for (int length : lengths) {
            stream.writeBytes(Framing.frame(new byte[length], 0, length));
        }
        return stream.toByteArray();
    }
}
