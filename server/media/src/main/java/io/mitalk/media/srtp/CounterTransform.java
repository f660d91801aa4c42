package io.mitalk.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Owned by the worker thread. AES in counter mode with HMAC-SHA1 cut to 80 bits (RFC 3711). The first counter block,
 * before the salt is added (section 4.1.1; for RTCP the index is the 31-bit one):
 *
 * <pre>
 *   0  0  0  0 | SSRC (4) | index (6) | 0  0
 * </pre>
 *
 * The key stream is made from blocks in bulk, because javax.crypto's own counter mode wants a new parameter object for
 * every packet.
 */
final class CounterTransform implements Transform {

    static final int AUTH_KEY_BYTES = 20;

    private static final int TAG_BYTES = 10;
    private static final int BLOCK_BYTES = 16;
    private static final int CHUNK_BYTES = 16 * BLOCK_BYTES;

    private final Cipher blocks;
    private final Mac mac;
    private final long saltHigh;
    private final long saltLow;
    private final byte[] counters = new byte[CHUNK_BYTES];
    private final byte[] stream = new byte[CHUNK_BYTES];
    private final byte[] rollover = new byte[4];
    private final byte[] digest = new byte[20];

    CounterTransform(byte[] key, byte[] authKey, byte[] salt) {
        var padded = new byte[BLOCK_BYTES];
        System.arraycopy(salt, 0, padded, 0, salt.length);
        this.saltHigh = Bytes.getLong(padded, 0);
        this.saltLow = Bytes.getLong(padded, 8);
        try {
            this.blocks = Cipher.getInstance("AES/ECB/NoPadding");
            blocks.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            this.mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authKey, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES or HmacSHA1", e);
        }
    }

    @Override
    public int sealRtp(byte[] buf, int off, int len, int headerLen, long index) {
        addKeyStream(buf, off + headerLen, len - headerLen, Bytes.getInt(buf, off + 8), index);
        tagRtp(buf, off, len, index);
        System.arraycopy(digest, 0, buf, off + len, TAG_BYTES);
        return len + TAG_BYTES;
    }

    @Override
    public int openRtp(byte[] buf, int off, int len, int headerLen, long index) {
        int plain = len - TAG_BYTES;
        if (plain < headerLen) {
            return SrtpFailure.AUTH_FAILED;
        }
        tagRtp(buf, off, plain, index);
        if (!Bytes.same(digest, 0, buf, off + plain, TAG_BYTES)) {
            return SrtpFailure.AUTH_FAILED;
        }
        addKeyStream(buf, off + headerLen, plain - headerLen, Bytes.getInt(buf, off + 8), index);
        return plain;
    }

    @Override
    public int sealRtcp(byte[] buf, int off, int len, int index) {
        int body = off + RTCP_HEADER_BYTES;
        addKeyStream(buf, body, len - RTCP_HEADER_BYTES, Bytes.getInt(buf, off + 4), index);
        Bytes.putInt(buf, off + len, ENCRYPTED | index);
        tag(buf, off, len + RTCP_INDEX_BYTES);
        System.arraycopy(digest, 0, buf, off + len + RTCP_INDEX_BYTES, TAG_BYTES);
        return len + RTCP_INDEX_BYTES + TAG_BYTES;
    }

    @Override
    public int openRtcp(byte[] buf, int off, int len) {
        int plain = len - TAG_BYTES - RTCP_INDEX_BYTES;
        if (plain < RTCP_HEADER_BYTES) {
            return SrtpFailure.AUTH_FAILED;
        }
        tag(buf, off, plain + RTCP_INDEX_BYTES);
        if (!Bytes.same(digest, 0, buf, off + plain + RTCP_INDEX_BYTES, TAG_BYTES)) {
            return SrtpFailure.AUTH_FAILED;
        }
        int index = Bytes.getInt(buf, off + plain) & ~ENCRYPTED;
        int body = off + RTCP_HEADER_BYTES;
        addKeyStream(buf, body, plain - RTCP_HEADER_BYTES, Bytes.getInt(buf, off + 4), index);
        return plain;
    }

    @Override
    public int rtcpWord(byte[] buf, int off, int len) {
        return Bytes.getInt(buf, off + len - TAG_BYTES - RTCP_INDEX_BYTES);
    }

    /** Counter mode of blocks has no memory of its last IV. */
    @Override
    public void allowRepeat() {}

    /** Adds the key stream of a packet to its body; doing it twice gives the body back (RFC 3711 section 4.1.1). */
    void addKeyStream(byte[] buf, int off, int len, int ssrc, long index) {
        long high = saltHigh ^ (ssrc & 0xffff_ffffL);
        long low = saltLow ^ (index << 16);
        try {
            for (int done = 0; done < len; done += CHUNK_BYTES) {
                int chunk = Math.min(CHUNK_BYTES, len - done);
                int used = (chunk + BLOCK_BYTES - 1) & -BLOCK_BYTES;
                for (int at = 0; at < used; at += BLOCK_BYTES) {
                    Bytes.putLong(counters, at, high);
                    // The salt's last two bytes are zero and a packet has fewer than 2^16 blocks:
                    // no carry.
                    Bytes.putLong(counters, at + 8, low + (done + at) / BLOCK_BYTES);
                }
                blocks.update(counters, 0, used, stream, 0);
                for (int i = 0; i < chunk; i++) {
                    buf[off + done + i] ^= stream[i];
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused whole blocks", e);
        }
    }

    private void tagRtp(byte[] buf, int off, int len, long index) {
        Bytes.putInt(rollover, 0, (int) (index >>> 16));
        mac.update(buf, off, len);
        tag(rollover, 0, rollover.length);
    }

    private void tag(byte[] buf, int off, int len) {
        try {
            mac.update(buf, off, len);
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 grew longer than 20 bytes", e);
        }
    }
}
