package io.mitalk.media.sfu;

import io.mitalk.media.overload.OverloadSettings;
import io.mitalk.media.tcp.TcpSettings;
import java.net.InetAddress;
import java.util.List;

/**
 * Immutable. The numbers of the packet plane; each is a documented configuration key under {@code media.}.
 *
 * @param bind address that the sockets are bound to
 * @param port UDP port of the first worker, the next workers take the following ones; 0 picks free ports
 * @param workers packet threads, at least 1
 * @param addresses what candidates carry, best first, never empty
 * @param udp whether candidates name the UDP ports; without, media goes over TCP alone
 * @param tcp the TCP port and its bounds
 * @param neverActiveMs a transport that has not connected after this long fails
 * @param disconnectedMs nothing received for this long means disconnected
 * @param failedMs nothing received for this long means failed, also the end of consent (RFC 7675)
 * @param speakerIntervalMs how often active speakers are computed
 * @param historyPackets packets an up-track keeps to answer NACKs, a power of two
 * @param nativeSockets whether datagrams go by {@code sendmmsg} and {@code recvmmsg}
 * @param nativeCrypto whether OpenSSL does AES-GCM
 * @param handshakes how many handshakes may compute at once, at least 1
 * @param forward what is made of packets on their way to the receivers
 * @param span how rooms spread over workers
 * @param data the bounds of data channels
 * @param overload when a worker that falls behind gives something up
 */
public record SfuSettings(
        InetAddress bind,
        int port,
        int workers,
        List<InetAddress> addresses,
        boolean udp,
        TcpSettings tcp,
        int neverActiveMs,
        int disconnectedMs,
        int failedMs,
        int speakerIntervalMs,
        int historyPackets,
        NativeUse nativeSockets,
        NativeUse nativeCrypto,
        int handshakes,
        ForwardSettings forward,
        SpanSettings span,
        DataSettings data,
        OverloadSettings overload) {}
