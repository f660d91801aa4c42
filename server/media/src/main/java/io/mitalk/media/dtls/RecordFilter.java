package io.mitalk.media.dtls;

/**
 * Thread-safe. Looks at datagrams before Bouncy Castle does, and lets none through that would end a session without
 * being authentic: alerts in the clear, records too short to hold a tag, messages that contradict themselves.
 */
final class RecordFilter {

    static final int HEADER_BYTES = 13;

    private static final int MESSAGE_HEADER_BYTES = 12;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int CLIENT_HELLO = 1;

    /** AES-GCM's explicit nonce and tag (RFC 5288 section 3). */
    private static final int MIN_SEALED_BYTES = 8 + 16;

    private RecordFilter() {}

    /**
     * Whether every record of the datagram may be looked at: whole, of DTLS 1.0 or 1.2 (RFC 6347 section 4.1), and
     * harmless.
     *
     * @param clearAlerts whether an alert in the clear is heard, as a client must that waits for the first flight
     */
    static boolean passes(byte[] datagram, boolean clearAlerts) {
        if (datagram.length > Inbox.MAX_DATAGRAM_BYTES) {
            return false;
        }
        int at = 0;
        while (at + HEADER_BYTES <= datagram.length) {
            int length = number(datagram, at + 11, 2);
            int next = at + HEADER_BYTES + length;
            if (next > datagram.length
                    || !version(datagram, at)
                    || !record(datagram, at, length, clearAlerts)) {
                return false;
            }
            at = next;
        }
        return at > 0 && at == datagram.length;
    }

    /** Whether a datagram that {@link #passes} begins with a ClientHello. */
    static boolean clientHello(byte[] datagram) {
        return datagram[0] == HANDSHAKE
                && number(datagram, 3, 2) == 0
                && datagram[HEADER_BYTES] == CLIENT_HELLO;
    }

    private static boolean version(byte[] datagram, int at) {
        return datagram[at + 1] == (byte) 0xfe
                && (datagram[at + 2] == (byte) 0xfd || datagram[at + 2] == (byte) 0xff);
    }

    private static boolean record(byte[] datagram, int at, int length, boolean clearAlerts) {
        int type = datagram[at];
        if (number(datagram, at + 3, 2) != 0) {
            return type >= CHANGE_CIPHER_SPEC
                    && type <= APPLICATION_DATA
                    && length >= MIN_SEALED_BYTES;
        }
        return switch (type) {
            case CHANGE_CIPHER_SPEC -> length == 1;
            case ALERT -> clearAlerts && length == 2;
            case HANDSHAKE -> messages(datagram, at + HEADER_BYTES, length);
            default -> false;
        };
    }

    /**
     * RFC 6347 section 4.2.2: type (1), length (3), sequence (2), fragment's offset (3) and length (3). The claimed
     * length is bounded because the first fragment of a message fixes it.
     */
    private static boolean messages(byte[] datagram, int start, int recordLength) {
        int at = start;
        int end = start + recordLength;
        while (at + MESSAGE_HEADER_BYTES <= end) {
            int length = number(datagram, at + 1, 3);
            int fragmentAt = number(datagram, at + 6, 3);
            int fragmentLength = number(datagram, at + 9, 3);
            int next = at + MESSAGE_HEADER_BYTES + fragmentLength;
            if (length > Agreement.MAX_MESSAGE_BYTES
                    || fragmentAt + fragmentLength > length
                    || next > end) {
                return false;
            }
            at = next;
        }
        return at > start && at == end;
    }

    static int number(byte[] datagram, int at, int bytes) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = (value << 8) | (datagram[i] & 0xff);
        }
        return value;
    }
}
