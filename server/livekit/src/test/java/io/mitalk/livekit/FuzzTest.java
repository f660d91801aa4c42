package io.mitalk.livekit;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.kit.testing.fuzz.Fuzzing;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken signalling. */
class FuzzTest {

    private static Stream<FuzzTarget> targets() {
        return new LiveKitTargets().targets().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    @DisplayName(
            "[S9] broken tokens, queries, signals, offers, data packets and calls throw nothing and allocate little")
    void broken(FuzzTarget target) throws IOException {
        Fuzzing.inBuild(target);
    }
}
