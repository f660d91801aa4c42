package io.mitalk.media.sfu;

import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsFailure;
import io.mitalk.media.dtls.DtlsListener;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Where a worker hands handshakes to; what becomes of them comes back as commands. Data channels stay with
 * the session.
 */
record DtlsDoor(
        DtlsCertificate certificate,
        DtlsSession.Parts parts,
        DataPath.Parts data,
        CommandQueue commands) {

    /** Begins to be the passive end of a handshake with whoever has the certificate of this fingerprint. */
    DtlsSession open(Transport transport, String fingerprint) {
        var path = transport.data();
        var session =
                DtlsSession.server(
                        certificate,
                        parts,
                        datagram ->
                                commands.post(new WorkerCommand.SendHandshake(transport, datagram)),
                        new Answers(transport, path, fingerprint, commands));
        if (path != null) {
            path.attach(session);
        }
        return session;
    }

    private record Answers(
            Transport transport, @Nullable DataPath data, String fingerprint, CommandQueue commands)
            implements DtlsListener {

        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {
            commands.post(new WorkerCommand.Handshaken(transport, profile, keys, peerFingerprint));
            if (data != null && peerFingerprint.equals(fingerprint)) {
                data.verified();
            }
        }

        @Override
        public void failed(DtlsFailure reason) {
            commands.post(new WorkerCommand.HandshakeFailed(transport, reason.text()));
        }

        @Override
        public void received(byte[] buf, int length) {
            if (data != null) {
                data.received(buf, length);
            }
        }

        @Override
        public void closed() {
            commands.post(new WorkerCommand.HandshakeFailed(transport, "dtls-closed-by-client"));
            if (data != null) {
                data.over();
            }
        }
    }
}
