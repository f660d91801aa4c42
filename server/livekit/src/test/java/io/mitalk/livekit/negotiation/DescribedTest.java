package io.mitalk.livekit.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.media.sfu.IceParameters;
import io.mitalk.media.sfu.LocalParameters;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Setup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DescribedTest {

    @Test
    @DisplayName(
            "each address is a candidate, the first the best, IPv6 ones without an interface, TCP after UDP")
    void candidates() {
        var local =
                new LocalParameters(
                        new IceParameters("ufrag", "password"),
                        "AB:CD",
                        at(7882, "203.0.113.7", "2001:db8::7", "fe80::7%1"),
                        at(7881, "203.0.113.7", "2001:db8::7"));

        assertThat(candidates(local))
                .containsExactly(
                        "1 1 udp 2130706431 203.0.113.7 7882 typ host",
                        "2 1 udp 2130706175 2001:db8:0:0:0:0:0:7 7882 typ host",
                        "3 1 udp 2130705919 fe80:0:0:0:0:0:0:7 7882 typ host",
                        "4 1 tcp 1671430143 203.0.113.7 7881 typ host tcptype passive",
                        "5 1 tcp 1671429887 2001:db8:0:0:0:0:0:7 7881 typ host tcptype passive");
    }

    private static List<String> candidates(LocalParameters local) {
        return Described.transport(local, Setup.PASSIVE).stream()
                .filter(Attribute.Candidate.class::isInstance)
                .map(Attribute::value)
                .toList();
    }

    private static List<InetSocketAddress> at(int port, String... addresses) {
        return Stream.of(addresses)
                .map(address -> new InetSocketAddress(InetAddress.ofLiteral(address), port))
                .toList();
    }
}
