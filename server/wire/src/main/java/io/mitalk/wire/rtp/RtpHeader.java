package io.mitalk.wire.rtp;

import static io.mitalk.wire.BigEndian.put16;
import static io.mitalk.wire.BigEndian.put32;
import static io.mitalk.wire.BigEndian.put8;
import static io.mitalk.wire.BigEndian.u8;

/**
 * Owned by one thread. The header that a packet shall leave with: set its fields, then either {@link #writeTo} a fresh
 * header or {@link #overwrite} an existing one. Reused from packet to packet, so {@link #clear} first what the next one
 * does not set.
 */
public final class RtpHeader {

    private static final byte[] NO_MID = new byte[0];

    private int payloadType;
    private boolean marker;
    private int sequence;
    private int timestamp;
    private int ssrc;
    private int midId;
    private byte[] mid = NO_MID;
    private int levelId;
    private int level;

    /** Sets every field to 0 and removes the extensions. */
    public RtpHeader clear() {
        payloadType = 0;
        marker = false;
        sequence = 0;
        timestamp = 0;
        ssrc = 0;
        midId = 0;
        mid = NO_MID;
        levelId = 0;
        level = 0;
        return this;
    }

    /** 0 to 127. */
    public RtpHeader payloadType(int value) {
        payloadType = value & 0x7F;
        return this;
    }

    /** The M bit. */
    public RtpHeader marker(boolean value) {
        marker = value;
        return this;
    }

    /** Its low 16 bits are written. */
    public RtpHeader sequence(long value) {
        sequence = (int) value;
        return this;
    }

    /** Its low 32 bits are written. */
    public RtpHeader timestamp(long value) {
        timestamp = (int) value;
        return this;
    }

    /** The 32 bits as they stand. */
    public RtpHeader ssrc(int value) {
        ssrc = value;
        return this;
    }

    /**
     * Adds the mid extension (RFC 9143 section 15) to fresh headers.
     *
     * @param id as negotiated, 1 to 14 for the one-byte form, up to 255 for the two-byte form; 0 removes it
     * @param value 1 to 16 ASCII bytes, not copied
     */
    public RtpHeader mid(int id, byte[] value) {
        if (id != 0 && (value.length == 0 || value.length > 16)) {
            throw new IllegalArgumentException(
                    "a mid in a header extension has 1 to 16 bytes, not " + value.length);
        }
        midId = id;
        mid = value;
        return this;
    }

    /**
     * Adds the client-to-mixer level extension (RFC 6464) to fresh headers.
     *
     * @param id as negotiated, 0 removes it
     * @param level 0 (loudest) to 127 (silence)
     */
    public RtpHeader audioLevel(int id, int level, boolean voice) {
        levelId = id;
        this.level = (voice ? 0x80 : 0) | (level & 0x7F);
        return this;
    }

    /** Bytes that {@link #writeTo} will need: 12 without extensions, otherwise a multiple of four above it. */
    public int length() {
        int elements = elementBytes();
        return elements == 0
                ? RtpView.FIXED_BYTES
                : RtpView.FIXED_BYTES + 4 + ((elements + 3) & ~3);
    }

    /**
     * Writes a fresh header without padding and contributing sources.
     *
     * @return its length, which is {@link #length()}
     */
    public int writeTo(byte[] buf, int off) {
        int elements = elementBytes();
        put8(buf, off, elements == 0 ? 0x80 : 0x90);
        put8(buf, off + 1, (marker ? 0x80 : 0) | payloadType);
        putRest(buf, off);
        if (elements == 0) {
            return RtpView.FIXED_BYTES;
        }
        int at = off + RtpView.FIXED_BYTES;
        put16(buf, at, twoByte() ? 0x1000 : 0xBEDE);
        put16(buf, at + 2, (elements + 3) >> 2);
        at += 4;
        if (levelId != 0) {
            at = element(buf, at, levelId, 1);
            put8(buf, at++, level);
        }
        if (midId != 0) {
            at = element(buf, at, midId, mid.length);
            System.arraycopy(mid, 0, buf, at, mid.length);
            at += mid.length;
        }
        for (int padding = -elements & 3; padding > 0; padding--) {
            put8(buf, at++, 0);
        }
        return at - off;
    }

    /**
     * Rewrites payload type, marker, sequence number, timestamp and SSRC of a packet where it stands; everything else,
     * also its extensions, stays.
     */
    public void overwrite(byte[] buf, int off) {
        put8(buf, off + 1, (marker ? 0x80 : 0) | payloadType);
        putRest(buf, off);
    }

    /** Removes the P bit of a packet whose padding is not sent on. */
    public static void clearPadding(byte[] buf, int off) {
        put8(buf, off, u8(buf, off) & ~0x20);
    }

    private void putRest(byte[] buf, int off) {
        put16(buf, off + 2, sequence);
        put32(buf, off + 4, timestamp);
        put32(buf, off + 8, ssrc);
    }

    private boolean twoByte() {
        return midId > 14 || levelId > 14;
    }

    private int elementBytes() {
        int prefix = twoByte() ? 2 : 1;
        return (levelId == 0 ? 0 : prefix + 1) + (midId == 0 ? 0 : prefix + mid.length);
    }

    private int element(byte[] buf, int at, int id, int length) {
        if (twoByte()) {
            put8(buf, at, id);
            put8(buf, at + 1, length);
            return at + 2;
        }
        put8(buf, at, id << 4 | length - 1);
        return at + 1;
    }
}
