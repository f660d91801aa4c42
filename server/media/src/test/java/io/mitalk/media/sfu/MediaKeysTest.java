package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.ConfigException;
import io.mitalk.kit.config.Key;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MediaKeysTest {

    private static final List<Key<?>> KEYS =
            Stream.<List<Key<?>>>of(MediaKeys.ALL, DataKeys.ALL, TcpKeys.ALL, OverloadKeys.ALL)
                    .flatMap(List::stream)
                    .toList();

    private final Config standard = Config.defaults(KEYS);

    @Test
    @DisplayName("the addresses that an operator names are what clients are told, in their order")
    void named() {
        var settings =
                MediaKeys.settings(
                        standard.with(
                                MediaKeys.ADDRESSES,
                                List.of("203.0.113.7", "2001:db8::7", "198.51.100.9")),
                        false);
        assertThat(settings.addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("203.0.113.7", "2001:db8:0:0:0:0:0:7", "198.51.100.9");
        assertThat(settings.bind()).isEqualTo(InetAddress.ofLiteral("::"));
    }

    @Test
    @DisplayName("where clients are told of IPv4 alone, sockets are of IPv4 alone")
    void ipv4Alone() {
        var named = standard.with(MediaKeys.ADDRESSES, List.of("203.0.113.7"));
        assertThat(MediaKeys.settings(named, false).bind())
                .isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
        var bound = standard.with(MediaKeys.BIND, "0.0.0.0");
        assertThat(MediaKeys.settings(bound, false).addresses())
                .allMatch(Inet4Address.class::isInstance);
    }

    @Test
    @DisplayName("an IPv6 address that an IPv4 socket could not serve is refused")
    void contradiction() {
        var wrong =
                standard.with(MediaKeys.BIND, "0.0.0.0")
                        .with(MediaKeys.ADDRESSES, List.of("2001:db8::7"));
        assertThatThrownBy(() -> MediaKeys.settings(wrong, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("media.addresses");
    }

    @Test
    @DisplayName("media that may go neither over UDP nor over TCP is refused")
    void noWay() {
        var wrong = standard.with(TcpKeys.UDP, false).with(TcpKeys.TCP, false);
        assertThatThrownBy(() -> MediaKeys.settings(wrong, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("media.udp");
    }

    @Test
    @DisplayName("without a name it is this machine's own addresses, IPv4 first, none of one link")
    void own() {
        var addresses = MediaKeys.settings(standard, true).addresses();
        assertThat(addresses)
                .isNotEmpty()
                .noneMatch(InetAddress::isLinkLocalAddress)
                .contains(InetAddress.ofLiteral("127.0.0.1"));
        var bound = standard.with(MediaKeys.BIND, "::1");
        assertThat(MediaKeys.settings(bound, true).addresses())
                .containsExactly(InetAddress.ofLiteral("::1"));
    }
}
