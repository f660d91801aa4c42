package io.mitalk.media.sfu;

import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsFailure;
import io.mitalk.media.dtls.DtlsListener;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;

/** Thread-safe. Where a worker hands handshakes to; what becomes of them comes back as commands. */
record DtlsDoor(DtlsCertificate certificate, DtlsSession.Parts parts, CommandQueue commands) {

    /** Begins to be the passive end of a handshake. */
    DtlsSession open(Transport transport) {
        return DtlsSession.server(
                certificate,
                parts,
                datagram -> commands.post(new WorkerCommand.SendHandshake(transport, datagram)),
                new Answers(transport, commands));
    }

    private record Answers(Transport transport, CommandQueue commands) implements DtlsListener {
        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {
            commands.post(new WorkerCommand.Handshaken(transport, profile, keys, peerFingerprint));
        }

        @Override
        public void failed(DtlsFailure reason) {
            commands.post(new WorkerCommand.HandshakeFailed(transport, reason.text()));
        }

        @Override
        public void closed() {
            commands.post(new WorkerCommand.HandshakeFailed(transport, "dtls-closed-by-client"));
        }
    }
}
