package io.mitalk.media.dtls;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import java.util.HexFormat;
import java.util.List;

/** Thread-safe. What puts a client's messages together before it is known who sent them, as a target. */
public final class FlightTarget {

    private FlightTarget() {}

    public static FuzzTarget flights() {
        var hex = HexFormat.of();
        var hello = "16fefd0000000000000000" + "0014" + "01" + "000008" + "0000";
        var seeds =
                List.of(
                        hex.parseHex(hello + "000000" + "000008" + "11".repeat(8)),
                        hex.parseHex(
                                RecordTarget.DONE + hello + "000000" + "000008" + "22".repeat(8)),
                        Forgeries.pieces().getFirst(),
                        Forgeries.pieces().getLast());
        return FuzzTarget.of(
                "dtls-flights",
                seeds,
                input -> {
                    if (!RecordFilter.passes(input, false)) {
                        return false;
                    }
                    var flight = new ClientFlight();
                    flight.take(input);
                    flight.take(input);
                    boolean some = false;
                    for (byte[] next = flight.poll(); next != null; next = flight.poll()) {
                        some = true;
                        must(RecordFilter.passes(next, false), "what goes on is sound");
                    }
                    return some;
                });
    }
}
