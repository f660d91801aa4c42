package io.mitalk.media.dtls;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import java.util.HexFormat;
import java.util.List;

/** Thread-safe. What stands before Bouncy Castle, as a target. */
public final class RecordTarget {

    static final String DONE = "16fefd0000000000000001000c" + "0e0000000000000000000000";
    static final String ALERT = "15fefd0000000000000001" + "0002" + "0228";
    private static final String SEALED = "17fefd0001000000000001" + "0018" + "00".repeat(24);
    private static final String HELLO =
            "16fefd00000000000000000036"
                    + "0100002a000000000000002a"
                    + ("fefd" + "5a".repeat(32) + "00" + "00" + "0002c02b" + "0100");

    private static final int INPUTS = 500_000;

    private RecordTarget() {}

    public static FuzzTarget records() {
        var seeds =
                List.of(
                        HexFormat.of().parseHex(DONE + DONE + ALERT),
                        HexFormat.of().parseHex(HELLO),
                        HexFormat.of().parseHex(DONE + SEALED));
        return FuzzTarget.of(
                        "dtls-records",
                        seeds,
                        input -> {
                            boolean waiting = RecordFilter.passes(input, true);
                            boolean passes = RecordFilter.passes(input, false);
                            must(waiting || !passes, "who waits for an alert hears no less");
                            return waiting && (RecordFilter.clientHello(input) || passes);
                        })
                .trying(INPUTS);
    }
}
