package io.mitalk.media.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. Protects what one transport sends and opens what it receives, RTP and RTCP, in place. All
 * lengths are in bytes; a negative answer is one of {@link SrtpFailure}. Sources: RFC 3711, RFC 7714.
 *
 * <p>Each direction and kind has its own keys, so that an IV is one of (SSRC, index). Sending keeps two promises (RFC
 * 7714 section 8.3): an index is protected for the first time only once, and again only if the plaintext did not
 * change.
 */
public final class SrtpSession {

    /** Room that must be behind an RTP packet when it is protected. */
    public static final int RTP_OVERHEAD_BYTES = 16;

    /** Room that must be behind an RTCP packet when it is protected. */
    public static final int RTCP_OVERHEAD_BYTES = RTP_OVERHEAD_BYTES + Transform.RTCP_INDEX_BYTES;

    /** How many SSRCs a peer may send with, RTP and RTCP counted apart. */
    public static final int MAX_RECEIVED_SSRCS = 256;

    /** How many SSRCs we may use in a session; {@link #retire} makes the old ones small. */
    public static final int MAX_SENT_SSRCS = 4096;

    private static final int RTP_HEADER_BYTES = 12;
    private static final long MAX_RTP_INDEX = (1L << 48) - 1;
    private static final int MAX_RTCP_INDEX = Integer.MAX_VALUE;

    private final SrtpProfile profile;
    private final Lazy sendRtp;
    private final Lazy sendRtcp;
    private final Lazy receiveRtp;
    private final Lazy receiveRtcp;
    private final SsrcMap<Sent> sent = new SsrcMap<>(MAX_SENT_SSRCS);
    private final SsrcMap<Received> received = new SsrcMap<>(MAX_RECEIVED_SSRCS);
    private final SsrcMap<Received> receivedRtcp = new SsrcMap<>(MAX_RECEIVED_SSRCS);
    private int nextRtcpIndex;
    private boolean rtcpSpent;

    private SrtpSession(Ciphers ciphers, SrtpProfile profile, SrtpKeys keys, SrtpRole sender) {
        this.profile = profile;
        var receiver = sender == SrtpRole.CLIENT ? SrtpRole.SERVER : SrtpRole.CLIENT;
        var ours = KeyDerivation.of(keys.key(sender), keys.salt(sender));
        var theirs = KeyDerivation.of(keys.key(receiver), keys.salt(receiver));
        this.sendRtp = new Lazy(ciphers, profile, ours, 0);
        this.sendRtcp = new Lazy(ciphers, profile, ours, KeyDerivation.RTCP);
        this.receiveRtp = new Lazy(ciphers, profile, theirs, 0);
        this.receiveRtcp = new Lazy(ciphers, profile, theirs, KeyDerivation.RTCP);
    }

    /** {@code role} is ours: as the DTLS server we send with the server's key. */
    public static SrtpSession create(SrtpProfile profile, SrtpKeys keys, SrtpRole role) {
        return create(Ciphers.java(), profile, keys, role);
    }

    /** The same with ciphers of the worker's choice; {@link #close} gives them back. */
    public static SrtpSession create(
            Ciphers ciphers, SrtpProfile profile, SrtpKeys keys, SrtpRole role) {
        return new SrtpSession(ciphers, profile, keys, role);
    }

    /**
     * Owned by the worker thread. A transform that is made when the first packet wants it: who only listens never sends
     * us RTP, and who only speaks gets none.
     */
    private static final class Lazy {

        private final Ciphers ciphers;
        private final SrtpProfile profile;
        private final KeyDerivation master;
        private final int kind;
        private @Nullable Transform transform;

        Lazy(Ciphers ciphers, SrtpProfile profile, KeyDerivation master, int kind) {
            this.ciphers = ciphers;
            this.profile = profile;
            this.master = master;
            this.kind = kind;
        }

        Transform get() {
            var made = transform;
            if (made == null) {
                made = make();
                transform = made;
            }
            return made;
        }

        private Transform make() {
            byte[] key = master.derive(KeyDerivation.RTP_KEY + kind, SrtpProfile.KEY_BYTES);
            byte[] salt = master.derive(KeyDerivation.RTP_SALT + kind, profile.saltBytes());
            return switch (profile) {
                case AEAD_AES_128_GCM -> ciphers.gcm(key, salt);
                case AES128_CM_HMAC_SHA1_80 ->
                        new CounterTransform(
                                key,
                                master.derive(
                                        KeyDerivation.RTP_AUTH + kind,
                                        CounterTransform.AUTH_KEY_BYTES),
                                salt);
            };
        }

        void close() {
            if (transform != null) {
                transform.close();
            }
        }
    }

    /** Ends the use of these keys and gives native memory back. */
    public void close() {
        sendRtp.close();
        sendRtcp.close();
        receiveRtp.close();
        receiveRtcp.close();
    }

    public SrtpProfile profile() {
        return profile;
    }

    /**
     * Opens an RTP packet and returns its plain length. After a failure the bytes are undefined, and the session is
     * as if the packet had never come.
     */
    public int unprotect(byte[] buf, int off, int len) {
        int headerLen = headerLength(buf, off, len);
        if (headerLen < 0) {
            return SrtpFailure.MALFORMED;
        }
        int ssrc = Bytes.getInt(buf, off + 8);
        int seq = Bytes.getUnsignedShort(buf, off + 2);
        var known = received.find(ssrc);
        if (known == null && received.full()) {
            return SrtpFailure.TOO_MANY_SSRCS;
        }
        long index = known == null ? seq : known.guess(seq);
        if (known != null && !known.fresh(index)) {
            return SrtpFailure.REPLAYED;
        }
        int plain = receiveRtp.get().openRtp(buf, off, len, headerLen, index);
        if (plain < 0) {
            return plain;
        }
        accept(received, known, ssrc, index);
        return plain;
    }

    /** Opens a compound RTCP packet and returns its plain length; as {@link #unprotect} after a failure. */
    public int unprotectRtcp(byte[] buf, int off, int len) {
        int least = Transform.RTCP_HEADER_BYTES + Transform.RTCP_INDEX_BYTES + profile.tagBytes();
        if (len < least || (buf[off] & 0xc0) != 0x80) {
            return SrtpFailure.MALFORMED;
        }
        int word = receiveRtcp.get().rtcpWord(buf, off, len);
        if ((word & Transform.ENCRYPTED) == 0) {
            return SrtpFailure.MALFORMED;
        }
        int ssrc = Bytes.getInt(buf, off + 4);
        var known = receivedRtcp.find(ssrc);
        if (known == null && receivedRtcp.full()) {
            return SrtpFailure.TOO_MANY_SSRCS;
        }
        int index = word & ~Transform.ENCRYPTED;
        if (known != null && !known.fresh(index)) {
            return SrtpFailure.REPLAYED;
        }
        int plain = receiveRtcp.get().openRtcp(buf, off, len);
        if (plain < 0) {
            return plain;
        }
        accept(receivedRtcp, known, ssrc, index);
        return plain;
    }

    /**
     * Protects a new RTP packet and returns its new length. {@code extSeq} is the extended sequence number, whose low
     * 16 bits are the packet's; it must be greater than every one before of this SSRC.
     */
    public int protect(byte[] buf, int off, int len, long extSeq) {
        int headerLen = checkedHeader(buf, off, len, extSeq);
        if (headerLen < 0) {
            return SrtpFailure.MALFORMED;
        }
        int ssrc = Bytes.getInt(buf, off + 8);
        var stream = sent.find(ssrc);
        if (stream == null) {
            if (sent.full()) {
                return SrtpFailure.TOO_MANY_SSRCS;
            }
            stream = new Sent();
            sent.add(ssrc, stream);
        }
        if (!stream.first(extSeq)) {
            return SrtpFailure.INDEX_USED;
        }
        return sealFirst(stream, buf, off, len, extSeq);
    }

    /**
     * Protects a packet that later ones of its SSRC overtook, because the network reordered what we forward. It must be
     * among the last {@value Sent#KEPT} and never have been protected.
     */
    public int protectLate(byte[] buf, int off, int len, long extSeq) {
        if (checkedHeader(buf, off, len, extSeq) < 0) {
            return SrtpFailure.MALFORMED;
        }
        var stream = sent.find(Bytes.getInt(buf, off + 8));
        if (stream == null || !stream.skipped(extSeq)) {
            return SrtpFailure.INDEX_USED;
        }
        return sealFirst(stream, buf, off, len, extSeq);
    }

    /**
     * Protects once more a packet that is among the last {@value Sent#KEPT} of its SSRC, to answer a NACK: the bytes
     * come out as they did before. Any other plaintext under this index is refused and wiped.
     */
    public int protectAgain(byte[] buf, int off, int len, long extSeq) {
        int headerLen = checkedHeader(buf, off, len, extSeq);
        if (headerLen < 0) {
            return SrtpFailure.MALFORMED;
        }
        var stream = sent.find(Bytes.getInt(buf, off + 8));
        if (stream == null || !stream.sent(extSeq)) {
            return SrtpFailure.NOT_SENT;
        }
        sendRtp.get().allowRepeat();
        int sealed = sendRtp.get().sealRtp(buf, off, len, headerLen, extSeq);
        if (!stream.same(extSeq, tagOf(buf, off, sealed))) {
            Arrays.fill(buf, off, off + sealed, (byte) 0);
            return SrtpFailure.PLAINTEXT_CHANGED;
        }
        return sealed;
    }

    /** Protects a compound RTCP packet and returns its new length. */
    public int protectRtcp(byte[] buf, int off, int len) {
        if (len < Transform.RTCP_HEADER_BYTES || (buf[off] & 0xc0) != 0x80) {
            return SrtpFailure.MALFORMED;
        }
        if (rtcpSpent) {
            return SrtpFailure.INDEX_USED;
        }
        // One counter for all SSRCs: unique for each of them, and always rising.
        int index = nextRtcpIndex;
        rtcpSpent = index == MAX_RTCP_INDEX;
        nextRtcpIndex = rtcpSpent ? index : index + 1;
        return sendRtcp.get().sealRtcp(buf, off, len, index);
    }

    /** Ends the use of an SSRC of ours: nothing can be protected under it any more. */
    public void retire(int ssrc) {
        var stream = sent.find(ssrc);
        if (stream != null) {
            stream.retire();
        }
    }

    /** Whether {@code ssrc} was never used by us under these keys; a new one must not have been. */
    public boolean unused(int ssrc) {
        return sent.find(ssrc) == null;
    }

    private int sealFirst(Sent stream, byte[] buf, int off, int len, long extSeq) {
        int sealed = sendRtp.get().sealRtp(buf, off, len, headerLength(buf, off, len), extSeq);
        stream.remember(extSeq, tagOf(buf, off, sealed));
        return sealed;
    }

    private static int tagOf(byte[] buf, int off, int sealed) {
        return Bytes.getInt(buf, off + sealed - Integer.BYTES);
    }

    private static void accept(
            SsrcMap<Received> streams, @Nullable Received known, int ssrc, long index) {
        var stream = known;
        if (stream == null) {
            stream = new Received();
            streams.add(ssrc, stream);
        }
        stream.accept(index);
    }

    private static int checkedHeader(byte[] buf, int off, int len, long extSeq) {
        int headerLen = headerLength(buf, off, len);
        boolean fits =
                headerLen > 0
                        && extSeq >= 0
                        && extSeq <= MAX_RTP_INDEX
                        && (extSeq & 0xffff) == Bytes.getUnsignedShort(buf, off + 2);
        return fits ? headerLen : SrtpFailure.MALFORMED;
    }

    /** Length of the RTP header with CSRCs and extension, which stay in the clear; negative when it does not fit. */
    private static int headerLength(byte[] buf, int off, int len) {
        if (len < RTP_HEADER_BYTES || (buf[off] & 0xc0) != 0x80) {
            return SrtpFailure.MALFORMED;
        }
        int headerLen = RTP_HEADER_BYTES + 4 * (buf[off] & 0x0f);
        if ((buf[off] & 0x10) != 0) {
            if (len < headerLen + 4) {
                return SrtpFailure.MALFORMED;
            }
            headerLen += 4 + 4 * Bytes.getUnsignedShort(buf, off + headerLen + 2);
        }
        return headerLen <= len ? headerLen : SrtpFailure.MALFORMED;
    }
}
