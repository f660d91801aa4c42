package io.mitalk.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Owned by the worker thread. AES-128-GCM (RFC 7714). The IV, before the salt is added:
 *
 * <pre>
 *   0  0 | SSRC (4) | ROC (4) SEQ (2)                section 8.1
 *   0  0 | SSRC (4) |  0  0  index (4)               section 9.1
 * </pre>
 *
 * Both read as the SSRC and a 48-bit number.
 */
final class GcmTransform implements Transform {

    private static final int TAG_BYTES = 16;
    private static final int TAG_BITS = 8 * TAG_BYTES;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final long saltHigh;
    private final int saltLow;
    private final byte[] iv = new byte[12];
    private final byte[] word = new byte[RTCP_INDEX_BYTES];

    GcmTransform(byte[] key, byte[] salt) {
        this.key = new SecretKeySpec(key, "AES");
        this.saltHigh = Bytes.getLong(salt, 0);
        this.saltLow = Bytes.getInt(salt, 8);
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES/GCM", e);
        }
    }

    @Override
    public int sealRtp(byte[] buf, int off, int len, int headerLen, long index) {
        try {
            init(Cipher.ENCRYPT_MODE, Bytes.getInt(buf, off + 8), index);
            cipher.updateAAD(buf, off, headerLen);
            return headerLen
                    + cipher.doFinal(buf, off + headerLen, len - headerLen, buf, off + headerLen);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    @Override
    public int openRtp(byte[] buf, int off, int len, int headerLen, long index) {
        if (len < headerLen + TAG_BYTES) {
            return SrtpFailure.AUTH_FAILED;
        }
        try {
            init(Cipher.DECRYPT_MODE, Bytes.getInt(buf, off + 8), index);
            cipher.updateAAD(buf, off, headerLen);
            return headerLen
                    + cipher.doFinal(buf, off + headerLen, len - headerLen, buf, off + headerLen);
        } catch (AEADBadTagException e) {
            return SrtpFailure.AUTH_FAILED;
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    @Override
    public int sealRtcp(byte[] buf, int off, int len, int index) {
        Bytes.putInt(word, 0, ENCRYPTED | index);
        int body = off + RTCP_HEADER_BYTES;
        try {
            init(Cipher.ENCRYPT_MODE, Bytes.getInt(buf, off + 4), index);
            cipher.updateAAD(buf, off, RTCP_HEADER_BYTES);
            cipher.updateAAD(word, 0, RTCP_INDEX_BYTES);
            int sealed =
                    RTCP_HEADER_BYTES
                            + cipher.doFinal(buf, body, len - RTCP_HEADER_BYTES, buf, body);
            Bytes.putInt(buf, off + sealed, ENCRYPTED | index);
            return sealed + RTCP_INDEX_BYTES;
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    @Override
    public int openRtcp(byte[] buf, int off, int len) {
        int sealed = len - RTCP_HEADER_BYTES - RTCP_INDEX_BYTES;
        if (sealed < TAG_BYTES) {
            return SrtpFailure.AUTH_FAILED;
        }
        int body = off + RTCP_HEADER_BYTES;
        int index = rtcpWord(buf, off, len) & ~ENCRYPTED;
        try {
            init(Cipher.DECRYPT_MODE, Bytes.getInt(buf, off + 4), index);
            cipher.updateAAD(buf, off, RTCP_HEADER_BYTES);
            cipher.updateAAD(buf, off + len - RTCP_INDEX_BYTES, RTCP_INDEX_BYTES);
            return RTCP_HEADER_BYTES + cipher.doFinal(buf, body, sealed, buf, body);
        } catch (AEADBadTagException e) {
            return SrtpFailure.AUTH_FAILED;
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    @Override
    public int rtcpWord(byte[] buf, int off, int len) {
        return Bytes.getInt(buf, off + len - RTCP_INDEX_BYTES);
    }

    /**
     * javax.crypto refuses the last IV only, so another one is put between. Its first byte is no packet's, since every
     * packet's first two bytes are those of the salt, and nothing is encrypted under it.
     */
    @Override
    public void allowRepeat() {
        Bytes.putLong(iv, 0, ~saltHigh);
        Bytes.putInt(iv, 8, saltLow);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private void init(int mode, int ssrc, long index) throws GeneralSecurityException {
        long high = ((ssrc & 0xffff_ffffL) << 16) | ((index >>> 32) & 0xffff);
        Bytes.putLong(iv, 0, saltHigh ^ high);
        Bytes.putInt(iv, 8, saltLow ^ (int) index);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    }

    private static IllegalStateException impossible(GeneralSecurityException e) {
        return new IllegalStateException("AES-GCM refused a packet that was checked before", e);
    }
}
