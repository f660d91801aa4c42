package io.mitalk.media.dtls;

import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;

/** Called on virtual threads, one call at a time for each session. What becomes of a session. */
public interface DtlsListener {

    /**
     * The handshake is done. Nothing may be sent or accepted with the keys unless the fingerprint is the one that the
     * peer's description named (RFC 5763 section 5).
     *
     * @param peerFingerprint SHA-256 of the peer's certificate, as in SDP: upper-case hex pairs with colons
     */
    void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint);

    /** The handshake did not succeed; there were no keys and the session is over. */
    void failed(DtlsFailure reason);

    /**
     * The peer sent application data, which is SCTP; on the session's queue. The array is used again after the call.
     */
    void received(byte[] buf, int length);

    /** The peer said close_notify, or failed, after the handshake; the session is over. */
    void closed();
}
