package io.mitalk.media.dtls;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Owned by a test. Two sessions whose datagrams go straight to each other, except those that a test takes away. */
final class DtlsPair {

    /** Remembers what a listener was told. */
    static final class Ear implements DtlsListener {
        final CompletableFuture<Handshaken> done = new CompletableFuture<>();
        final CompletableFuture<DtlsFailure> failed = new CompletableFuture<>();
        final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {
            done.complete(new Handshaken(profile, keys, peerFingerprint));
        }

        @Override
        public void failed(DtlsFailure reason) {
            failed.complete(reason);
        }

        @Override
        public void received(byte[] buf, int length) {}

        @Override
        public void closed() {
            closed.set(true);
        }
    }

    final DtlsCertificate clientCertificate = DtlsCertificate.create(Clock.system());
    final DtlsCertificate serverCertificate = DtlsCertificate.create(Clock.system());
    final Ear clientEar = new Ear();
    final Ear serverEar = new Ear();
    final DtlsSession client;
    final DtlsSession server;

    /** The predicates say of each datagram whether it arrives. */
    DtlsPair(Threads threads, Predicate<byte[]> toServer, Predicate<byte[]> toClient) {
        this(new DtlsSession.Parts(Clock.system(), threads), toServer, toClient);
    }

    DtlsPair(DtlsSession.Parts parts, Predicate<byte[]> toServer, Predicate<byte[]> toClient) {
        var there = new AtomicReference<@Nullable DtlsSession>();
        client =
                DtlsSession.client(
                        clientCertificate,
                        parts,
                        datagram -> give(there.get(), datagram, toServer),
                        clientEar);
        server =
                DtlsSession.server(
                        serverCertificate,
                        parts,
                        datagram -> give(client, datagram, toClient),
                        serverEar);
        there.set(server);
    }

    private static void give(@Nullable DtlsSession to, byte[] datagram, Predicate<byte[]> arrives) {
        if (to != null && arrives.test(datagram)) {
            to.offer(datagram);
        }
    }
}
