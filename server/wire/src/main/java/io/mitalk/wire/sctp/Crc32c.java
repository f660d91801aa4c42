package io.mitalk.wire.sctp;

import java.util.zip.CRC32C;

/** Owned by one thread. The checksum of SCTP packets (RFC 9260 section 6.8 and appendix A). */
final class Crc32c {

    private static final byte[] ZERO = new byte[4];
    private static final int AT = 8;

    private final CRC32C crc = new CRC32C();

    /** The checksum of a whole packet, its own field counted as zero, as the number that stands there big-endian. */
    int of(byte[] buf, int off, int len) {
        crc.reset();
        crc.update(buf, off, AT);
        crc.update(ZERO, 0, ZERO.length);
        crc.update(buf, off + Sctp.HEADER_BYTES, len - Sctp.HEADER_BYTES);
        // The polynomial's bits are reflected: its least significant byte travels first.
        return Integer.reverseBytes((int) crc.getValue());
    }
}
