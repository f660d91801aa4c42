package io.mitalk.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Owned by the worker thread. AES-128-GCM by OpenSSL (RFC 7714; the IV is that of {@link GcmTransform}). The key's
 * schedule stays in a context of its own until {@link #close}; a packet is copied to the desk, worked on there and
 * copied back, which costs less than letting native code reach into the heap.
 *
 * <p>Each transform works in one direction only, that of its first packet.
 */
final class EvpGcmTransform implements Transform {

    private static final int TAG_BYTES = 16;
    private static final ValueLayout.OfLong IV_HIGH =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt IV_LOW =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Ciphers.Desk desk;
    private final byte[] key;
    private final long saltHigh;
    private final int saltLow;
    private long context;
    private boolean encrypts;
    private boolean closed;

    EvpGcmTransform(Ciphers.Desk desk, byte[] key, byte[] salt) {
        this.desk = desk;
        this.key = key;
        this.saltHigh = Bytes.getLong(salt, 0);
        this.saltLow = Bytes.getInt(salt, 8);
    }

    @Override
    public int sealRtp(byte[] buf, int off, int len, int headerLen, long index) {
        fits(len + TAG_BYTES);
        long packet = place(buf, off, len);
        begin(true, Bytes.getInt(buf, off + 8), index);
        authenticate(packet, headerLen);
        seal(buf, off, len, headerLen);
        return len + TAG_BYTES;
    }

    @Override
    public int openRtp(byte[] buf, int off, int len, int headerLen, long index) {
        if (len < headerLen + TAG_BYTES || len > Ciphers.Desk.PACKET_BYTES) {
            return SrtpFailure.AUTH_FAILED;
        }
        long packet = place(buf, off, len);
        begin(false, Bytes.getInt(buf, off + 8), index);
        authenticate(packet, headerLen);
        return open(buf, off, len, headerLen);
    }

    @Override
    public int sealRtcp(byte[] buf, int off, int len, int index) {
        fits(len + RTCP_INDEX_BYTES + TAG_BYTES);
        // The word is authenticated behind the header and sent behind the tag.
        Bytes.putInt(buf, off + len, ENCRYPTED | index);
        long packet = place(buf, off, len + RTCP_INDEX_BYTES);
        begin(true, Bytes.getInt(buf, off + 4), index);
        authenticate(packet, RTCP_HEADER_BYTES);
        authenticate(packet + len, RTCP_INDEX_BYTES);
        seal(buf, off, len, RTCP_HEADER_BYTES);
        Bytes.putInt(buf, off + len + TAG_BYTES, ENCRYPTED | index);
        return len + TAG_BYTES + RTCP_INDEX_BYTES;
    }

    @Override
    public int openRtcp(byte[] buf, int off, int len) {
        int sealed = len - RTCP_INDEX_BYTES;
        if (sealed < RTCP_HEADER_BYTES + TAG_BYTES || len > Ciphers.Desk.PACKET_BYTES) {
            return SrtpFailure.AUTH_FAILED;
        }
        long packet = place(buf, off, len);
        begin(false, Bytes.getInt(buf, off + 4), rtcpWord(buf, off, len) & ~ENCRYPTED);
        authenticate(packet, RTCP_HEADER_BYTES);
        authenticate(packet + sealed, RTCP_INDEX_BYTES);
        return open(buf, off, sealed, RTCP_HEADER_BYTES);
    }

    @Override
    public int rtcpWord(byte[] buf, int off, int len) {
        return Bytes.getInt(buf, off + len - RTCP_INDEX_BYTES);
    }

    /** OpenSSL takes any IV; that none comes twice is {@link SrtpSession}'s promise, here as there. */
    @Override
    public void allowRepeat() {}

    /** What we seal fits by far; what came in and does not fit is refused before. */
    private static void fits(int sealedLen) {
        if (sealedLen > Ciphers.Desk.PACKET_BYTES) {
            throw new IllegalStateException("a packet of " + sealedLen + " bytes");
        }
    }

    private long place(byte[] buf, int off, int len) {
        MemorySegment.copy(buf, off, desk.memory(), JAVA_BYTE, 0, len);
        return desk.packet();
    }

    private void begin(boolean encrypt, int ssrc, long index) {
        if (context == 0) {
            if (closed) {
                throw new IllegalStateException("used after its end");
            }
            context = desk.context(key, encrypt);
            encrypts = encrypt;
        }
        long high = ((ssrc & 0xffff_ffffL) << 16) | ((index >>> 32) & 0xffff);
        var memory = desk.memory();
        memory.set(IV_HIGH, desk.ivAt(), saltHigh ^ high);
        memory.set(IV_LOW, desk.ivAt() + 8, saltLow ^ (int) index);
        if (encrypts != encrypt || !LibCrypto.begin(context, desk.packet() + desk.ivAt())) {
            throw impossible();
        }
    }

    private void authenticate(long from, int len) {
        if (!LibCrypto.update(context, 0, desk.lengthAddress(), from, len)) {
            throw impossible();
        }
    }

    private void seal(byte[] buf, int off, int len, int clear) {
        long packet = desk.packet();
        crypt(packet + clear, len - clear);
        if (!LibCrypto.end(context, packet + len, desk.lengthAddress())
                || !LibCrypto.tag(context, LibCrypto.GET_TAG, packet + len)) {
            throw impossible();
        }
        copyBack(buf, off, clear, len + TAG_BYTES);
    }

    /** {@code len} ends with the tag. */
    private int open(byte[] buf, int off, int len, int clear) {
        long packet = desk.packet();
        int plain = len - TAG_BYTES;
        crypt(packet + clear, plain - clear);
        if (!LibCrypto.tag(context, LibCrypto.SET_TAG, packet + plain)) {
            throw impossible();
        }
        if (!LibCrypto.end(context, packet + plain, desk.lengthAddress())) {
            return SrtpFailure.AUTH_FAILED;
        }
        copyBack(buf, off, clear, plain);
        return plain;
    }

    private void crypt(long body, int len) {
        if (len > 0 && !LibCrypto.update(context, body, desk.lengthAddress(), body, len)) {
            throw impossible();
        }
    }

    private void copyBack(byte[] buf, int off, int from, int to) {
        MemorySegment.copy(desk.memory(), JAVA_BYTE, from, buf, off + from, to - from);
    }

    @Override
    public void close() {
        closed = true;
        if (context != 0) {
            desk.free(context);
            context = 0;
        }
    }

    private static IllegalStateException impossible() {
        return new IllegalStateException("OpenSSL refused a packet that was checked before");
    }
}
