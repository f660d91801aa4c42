package io.mitalk.wire;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.kit.testing.fuzz.Fuzzing;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken messages and recordings. */
final class FuzzTest {

    private static Stream<FuzzTarget> targets() {
        return new WireTargets().targets().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    @DisplayName(
            "[S9] broken STUN, RTP, RTCP, RED, Opus, SDP, SCTP, Ogg and WebM throw nothing and allocate little")
    void broken(FuzzTarget target) throws IOException {
        Fuzzing.inBuild(target);
    }
}
