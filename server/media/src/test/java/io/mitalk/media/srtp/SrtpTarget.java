package io.mitalk.media.srtp;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Thread-safe. Both kinds of protected packets under every profile, as one target. */
public final class SrtpTarget {

    private static final int INPUTS = 30_000;

    /** The ciphers of the JDK, six times over, each with an exception of theirs for a tag that does not fit. */
    private static final int SPARE_BYTES = 1 << 15;

    private SrtpTarget() {}

    public static FuzzTarget srtp() {
        Map<Variant, SrtpPair> pairs = new EnumMap<>(Variant.class);
        for (var variant : Variant.values()) {
            pairs.put(variant, SrtpPair.of(variant));
        }
        List<byte[]> authentic =
                pairs.values().stream()
                        .flatMap(
                                pair ->
                                        Stream.of(
                                                SrtpPair.protect(
                                                        pair.client(),
                                                        SrtpPair.rtp(SrtpPair.SSRC, 7, 1),
                                                        7),
                                                SrtpPair.protectRtcp(
                                                        pair.client(),
                                                        SrtpPair.rtcp(SrtpPair.SSRC, 1))))
                        .toList();
        return FuzzTarget.of(
                        "srtp",
                        authentic,
                        input -> {
                            boolean known = false;
                            boolean opened = false;
                            for (var pair : pairs.values()) {
                                int rtp = SrtpPair.open(pair.server(), input);
                                int rtcp = SrtpPair.openRtcp(pair.server(), input);
                                opened |= rtp >= 0 || rtcp >= 0;
                                known |= cameBefore(rtp) || cameBefore(rtcp);
                            }
                            must(!opened || sent(authentic, input), "opened, though never sent");
                            return opened || known;
                        })
                .sparing(SPARE_BYTES)
                .trying(INPUTS);
    }

    private static boolean sent(List<byte[]> authentic, byte[] input) {
        return authentic.stream().anyMatch(packet -> Arrays.equals(packet, input));
    }

    /** Each input may be read several times. */
    private static boolean cameBefore(int answer) {
        return answer == SrtpFailure.REPLAYED;
    }
}
