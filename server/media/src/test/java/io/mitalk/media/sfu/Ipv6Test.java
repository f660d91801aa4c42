package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole calls over IPv6, on every path that packets can take. */
final class Ipv6Test {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    @BeforeAll
    static void hasIpv6() throws IOException {
        boolean has =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .anyMatch(LOOPBACK::equals);
        Assumptions.assumeTrue(has, "this machine has no ::1");
    }

    static List<NativeUse> paths() {
        return Stage.paths();
    }

    @ParameterizedTest
    @MethodSource("paths")
    @DisplayName(
            "a call over ::1: checks tell the client's IPv6 address, sound goes from one to the other")
    void call(NativeUse path) {
        try (var stage = Stage.at(LOOPBACK, path)) {
            var anna = stage.speaker("anna");
            assertThat(anna.transport().local().candidates())
                    .singleElement()
                    .satisfies(candidate -> assertThat(candidate.getAddress()).isEqualTo(LOOPBACK));
            assertThat(anna.caller().seenAs()).isEqualTo(anna.caller().own());
            var ben = stage.listener("ben", anna.track());

            anna.caller().say(Stage.SPEAKER_SSRC, 1, "one");

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
            assertThat(ben.caller().heard().getFirst().payload()).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    @DisplayName("bound to ::, somebody who speaks over IPv6 is heard by somebody over IPv4")
    void both(NativeUse path) {
        var four = InetAddress.ofLiteral("127.0.0.1");
        try (var stage = Stage.at(InetAddress.ofLiteral("::"), List.of(LOOPBACK, four), path)) {
            var anna = stage.speaker("anna");
            stage.callFrom(four);
            var ben = stage.listener("ben", anna.track());
            assertThat(anna.caller().own().getAddress()).isEqualTo(LOOPBACK);
            assertThat(ben.caller().own().getAddress()).isInstanceOf(Inet4Address.class);

            anna.caller().say(Stage.SPEAKER_SSRC, 1, "one");

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
        }
    }
}
