package io.mitalk.media.sfu;

import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.media.srtp.SrtpSession;
import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.media.udp.UdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. A race of a few milliseconds at the start between native code and Java's own classes, for sending and
 * for sealing packets; who wins does the work until the process ends.
 */
final class PathTrial {

    private static final Logger LOG = LoggerFactory.getLogger(PathTrial.class);
    private static final int ROUNDS = 4;
    private static final int DATAGRAMS = 512;
    private static final int SESSIONS = 16;
    private static final int SEALED = 4096;
    private static final int PACKET_BYTES = 120;

    /** Native sockets must be so much faster to be worth their trouble. */
    private static final double SOCKETS_MARGIN = 0.95;

    /** Native ciphers may even be slower: Java's leave a kilobyte of garbage behind with each packet. */
    private static final double CRYPTO_MARGIN = 1.15;

    /** The machine does not change while the process runs, and many servers may be started in one. */
    private static final AtomicReference<@Nullable Verdict> KNOWN = new AtomicReference<>();

    private final Clock clock;

    /** What the race says about this machine. */
    private record Verdict(boolean sockets, boolean crypto) {}

    private PathTrial(Clock clock) {
        this.clock = clock;
    }

    /** Decides what the settings leave open. */
    static PacketPath decide(SfuSettings settings, Clock clock) {
        boolean sockets = settings.nativeSockets() == NativeUse.ON;
        boolean crypto = settings.nativeCrypto() == NativeUse.ON;
        if (settings.nativeSockets() == NativeUse.AUTO
                || settings.nativeCrypto() == NativeUse.AUTO) {
            var verdict = verdict(clock);
            sockets |= settings.nativeSockets() == NativeUse.AUTO && verdict.sockets;
            crypto |= settings.nativeCrypto() == NativeUse.AUTO && verdict.crypto;
        }
        return new PacketPath(sockets, crypto);
    }

    private static Verdict verdict(Clock clock) {
        var known = KNOWN.get();
        if (known == null) {
            var trial = new PathTrial(clock);
            known = new Verdict(trial.sockets(), trial.crypto());
            KNOWN.set(known);
        }
        return known;
    }

    private boolean sockets() {
        if (!UdpPort.batchedWorks()) {
            LOG.debug("packets are sent by NIO: this system lacks sendmmsg, or native access");
            return false;
        }
        var loopback = InetAddress.getLoopbackAddress();
        var sink = UdpPort.bind(loopback, 0, false);
        var nio = UdpPort.bind(loopback, 0, false);
        var mmsg = UdpPort.bind(loopback, 0, true);
        try {
            var to = RemoteAddress.of(new InetSocketAddress(loopback, sink.port()));
            if (!send(mmsg, to)) { // refusing is quick, too
                LOG.debug("packets are sent by NIO: this system refuses sendmmsg");
                return false;
            }
            return race("sending", () -> send(mmsg, to), () -> send(nio, to), DATAGRAMS)
                    < SOCKETS_MARGIN;
        } finally {
            mmsg.close();
            nio.close();
            sink.close();
        }
    }

    /** Whether the system took all of them. */
    private static boolean send(UdpPort port, RemoteAddress to) {
        var datagram = new byte[PACKET_BYTES];
        for (int i = 0; i < DATAGRAMS; i++) {
            port.send(datagram, datagram.length, to);
        }
        return port.flush() == 0;
    }

    private boolean crypto() {
        if (!Ciphers.openSslWorks()) {
            LOG.debug(
                    "packets are sealed by javax.crypto: there is no libcrypto, or native access");
            return false;
        }
        var openSsl = Ciphers.openSsl();
        var natively = sessions(openSsl);
        var inJava = sessions(Ciphers.java());
        try {
            var next = new long[2];
            return race(
                            "sealing",
                            () -> next[0] = seal(natively, next[0]),
                            () -> next[1] = seal(inJava, next[1]),
                            SEALED)
                    < CRYPTO_MARGIN;
        } finally {
            natively.forEach(SrtpSession::close);
            openSsl.close();
        }
    }

    private static List<SrtpSession> sessions(Ciphers ciphers) {
        var profile = SrtpProfile.AEAD_AES_128_GCM;
        var sessions = new ArrayList<SrtpSession>();
        for (int i = 0; i < SESSIONS; i++) {
            var exported = new byte[profile.exportedBytes()];
            exported[0] = (byte) i;
            var keys = SrtpKeys.ofExported(profile, exported);
            sessions.add(SrtpSession.create(ciphers, profile, keys, SrtpRole.CLIENT));
        }
        return sessions;
    }

    /** Key after key, as one packet goes to many listeners. */
    private static long seal(List<SrtpSession> sessions, long first) {
        var packet = new byte[PACKET_BYTES + SrtpSession.RTP_OVERHEAD_BYTES];
        long sequence = first;
        for (int i = 0; i < SEALED; i += SESSIONS) {
            packet[0] = (byte) 0x80;
            packet[2] = (byte) (sequence >> 8);
            packet[3] = (byte) sequence;
            for (var session : sessions) {
                session.protect(packet, 0, PACKET_BYTES, sequence);
            }
            sequence++;
        }
        return sequence;
    }

    /**
     * Native time as a share of Java's. Alternating rounds, the best of each: a pause of the machine hits one round,
     * not a side.
     */
    private double race(String what, Runnable natively, Runnable inJava, int packets) {
        long nativeNs = Long.MAX_VALUE;
        long javaNs = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            nativeNs = Math.min(nativeNs, timed(natively));
            javaNs = Math.min(javaNs, timed(inJava));
        }
        LOG.debug(
                "{} a packet takes {} ns natively and {} ns by Java's classes",
                what,
                nativeNs / packets,
                javaNs / packets);
        return (double) nativeNs / javaNs;
    }

    private long timed(Runnable work) {
        long beganNs = clock.nanoTime();
        work.run();
        return clock.nanoTime() - beganNs;
    }
}
