package io.mitalk.kit.testing.fuzz;

import java.util.HexFormat;

/** Immutable. A parser broke its promise; the input that did it comes along. */
public final class FuzzFailure extends AssertionError {

    private static final long serialVersionUID = 1;
    private static final int SHOWN_BYTES = 256;

    private final transient byte[] input;

    FuzzFailure(String target, byte[] input, Throwable cause) {
        super("%s with %s: %s".formatted(target, shown(input), cause), cause);
        this.input = input.clone();
    }

    /** What broke it. */
    public byte[] input() {
        return input.clone();
    }

    private static String shown(byte[] input) {
        int shown = Math.min(input.length, SHOWN_BYTES);
        return "%d bytes %s%s"
                .formatted(
                        input.length,
                        HexFormat.of().formatHex(input, 0, shown),
                        shown < input.length ? "…" : "");
    }
}
