package io.mitalk.wire.stun;

import static io.mitalk.wire.BigEndian.i32;
import static io.mitalk.wire.BigEndian.i64;
import static io.mitalk.wire.BigEndian.u16;
import static io.mitalk.wire.BigEndian.u8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one thread. A flyweight over one STUN Binding message (RFC 8489 section 5):
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |0 0|     message type          |   length without the header   |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                  magic cookie 0x2112A442                      |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                  transaction id (96 bits)                     |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  attribute type | attribute length | value, padded to 4 ...   |
 * </pre>
 *
 * <p>{@link #wrap} checks the structure and remembers where the attributes are; of an attribute that occurs twice the
 * first counts, and behind MESSAGE-INTEGRITY only FINGERPRINT does, because nothing protects the rest (section 14.5).
 * What is read means nothing until {@link #integrityMatches} said so.
 */
public final class StunView {

    private static final int ABSENT = -1;

    private final CRC32 crc = new CRC32();
    private byte[] buf = new byte[0];
    private int off;
    private int end;
    private int type;
    private int usernameAt;
    private int usernameLength;
    private int localLength;
    private int priorityAt;
    private int controllingAt;
    private int controlledAt;
    private int mappedAt;
    private int errorAt;
    private int integrityAt;
    private int fingerprintAt;
    private boolean useCandidate;
    private int unknownRequired;

    /**
     * Whether a datagram can be STUN at all, by its first byte and cookie (RFC 7983 section 7): the cheap test of a
     * demultiplexer.
     */
    public static boolean looksLikeStun(byte[] buf, int off, int len) {
        return len >= Stun.HEADER_BYTES
                && (buf[off] & 0xFC) == 0
                && i32(buf, off + 4) == Stun.MAGIC_COOKIE;
    }

    /**
     * Looks at a datagram.
     *
     * @return false when it is not a well-formed Binding message that fills the datagram exactly; the accessors then
     *     mean nothing
     */
    public boolean wrap(byte[] buf, int off, int len) {
        if (!looksLikeStun(buf, off, len)) {
            return false;
        }
        int bodyLength = u16(buf, off + 2);
        if (bodyLength != len - Stun.HEADER_BYTES || (bodyLength & 3) != 0) {
            return false;
        }
        type = u16(buf, off);
        if ((type & 0xFEEF) != Stun.BINDING_REQUEST) {
            return false;
        }
        this.buf = buf;
        this.off = off;
        this.end = off + len;
        forgetAttributes();
        return readAttributes();
    }

    private void forgetAttributes() {
        usernameAt = ABSENT;
        usernameLength = 0;
        localLength = 0;
        priorityAt = ABSENT;
        controllingAt = ABSENT;
        controlledAt = ABSENT;
        mappedAt = ABSENT;
        errorAt = ABSENT;
        integrityAt = ABSENT;
        fingerprintAt = ABSENT;
        useCandidate = false;
        unknownRequired = 0;
    }

    private boolean readAttributes() {
        int at = off + Stun.HEADER_BYTES;
        while (at < end) {
            int attribute = u16(buf, at);
            int length = u16(buf, at + 2);
            int next = at + 4 + ((length + 3) & ~3);
            // Bodies are multiples of four, so a header always fits; a value may not.
            if (next > end) {
                return false;
            }
            if (attribute == Stun.FINGERPRINT) {
                // It must be the last one (RFC 8489 section 14.7).
                fingerprintAt = at;
                return length == 4 && next == end;
            }
            if (integrityAt == ABSENT && !readAttribute(attribute, at, length)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    private boolean readAttribute(int attribute, int at, int length) {
        return switch (attribute) {
            case Stun.USERNAME -> readUsername(at + 4, length);
            case Stun.PRIORITY -> {
                priorityAt = first(priorityAt, at);
                yield length == 4;
            }
            case Stun.USE_CANDIDATE -> {
                useCandidate = true;
                yield length == 0;
            }
            case Stun.ICE_CONTROLLING -> {
                controllingAt = first(controllingAt, at);
                yield length == 8;
            }
            case Stun.ICE_CONTROLLED -> {
                controlledAt = first(controlledAt, at);
                yield length == 8;
            }
            case Stun.MESSAGE_INTEGRITY -> {
                integrityAt = at;
                yield length == Stun.INTEGRITY_BYTES;
            }
            case Stun.XOR_MAPPED_ADDRESS -> {
                mappedAt = first(mappedAt, at);
                yield isAddress(at, length);
            }
            case Stun.ERROR_CODE -> {
                errorAt = first(errorAt, at);
                yield length >= 4;
            }
            case Stun.MAPPED_ADDRESS,
                    Stun.UNKNOWN_ATTRIBUTES,
                    Stun.REALM,
                    Stun.NONCE,
                    Stun.MESSAGE_INTEGRITY_SHA256 ->
                    true;
            default -> {
                if (attribute < Stun.FIRST_OPTIONAL && unknownRequired == 0) {
                    unknownRequired = attribute;
                }
                yield true;
            }
        };
    }

    private boolean readUsername(int at, int length) {
        if (length > Stun.USERNAME_MAX_BYTES) {
            return false;
        }
        if (usernameAt == ABSENT) {
            usernameAt = at;
            usernameLength = length;
            localLength = length;
            for (int i = 0; i < length; i++) {
                if (buf[at + i] == ':') {
                    localLength = i;
                    break;
                }
            }
        }
        return true;
    }

    private boolean isAddress(int at, int length) {
        return (length == 8 && u8(buf, at + 5) == Stun.IPV4)
                || (length == 20 && u8(buf, at + 5) == Stun.IPV6);
    }

    private static int first(int known, int at) {
        return known == ABSENT ? at : known;
    }

    /** One of the {@code BINDING_} numbers of {@link Stun}. */
    public int type() {
        return type;
    }

    /** Bytes of the whole message. */
    public int length() {
        return end - off;
    }

    /** Whether the transaction id is that one, 12 bytes at {@code at}. */
    public boolean transactionIdEquals(byte[] id, int at) {
        return Arrays.equals(
                buf, off + 8, off + Stun.HEADER_BYTES, id, at, at + Stun.TRANSACTION_ID_BYTES);
    }

    /** Copies the 12 bytes of the transaction id. */
    public void copyTransactionId(byte[] target, int at) {
        System.arraycopy(buf, off + 8, target, at, Stun.TRANSACTION_ID_BYTES);
    }

    /** Whether a USERNAME of the form {@code local:remote} with two parts of at least four bytes is there. */
    public boolean hasUsername() {
        return usernameAt != ABSENT && localLength >= 4 && usernameLength - localLength - 1 >= 4;
    }

    /** The receiver's user name fragment, before the colon (RFC 8445 section 7.2.2); allocates. Empty when absent. */
    public String localUfrag() {
        return usernameAt == ABSENT ? "" : text(usernameAt, localLength);
    }

    /** The sender's user name fragment, after the colon; allocates. Empty when absent. */
    public String remoteUfrag() {
        int remoteLength = usernameLength - localLength - 1;
        return remoteLength <= 0 ? "" : text(usernameAt + localLength + 1, remoteLength);
    }

    /** Whether the receiver's fragment is that one, given as its bytes; allocates nothing. */
    public boolean localUfragEquals(byte[] ufrag) {
        return usernameAt != ABSENT
                && Arrays.equals(buf, usernameAt, usernameAt + localLength, ufrag, 0, ufrag.length);
    }

    private String text(int at, int length) {
        return new String(buf, at, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether PRIORITY is there. */
    public boolean hasPriority() {
        return priorityAt != ABSENT;
    }

    /** PRIORITY (RFC 8445 section 7.1.1), 0 to 2^32 - 1; 0 when absent. */
    public long priority() {
        return priorityAt == ABSENT ? 0 : i32(buf, priorityAt + 4) & 0xFFFF_FFFFL;
    }

    /** Whether the controlling agent nominates this pair. */
    public boolean useCandidate() {
        return useCandidate;
    }

    /** Whether the sender claims the controlling role. */
    public boolean controlling() {
        return controllingAt != ABSENT;
    }

    /** Whether the sender claims the controlled role. */
    public boolean controlled() {
        return controlledAt != ABSENT;
    }

    /** The tie-breaker of whichever role is claimed; 0 when none is. */
    public long tieBreaker() {
        if (controllingAt != ABSENT) {
            return i64(buf, controllingAt + 4);
        }
        return controlledAt == ABSENT ? 0 : i64(buf, controlledAt + 4);
    }

    /** The first attribute that must be understood and is not, 0 when there is none; it wants the answer 420. */
    public int unknownRequired() {
        return unknownRequired;
    }

    /** The error number of an error response, 300 to 699; 0 when absent. */
    public int errorCode() {
        return errorAt == ABSENT ? 0 : (buf[errorAt + 6] & 7) * 100 + u8(buf, errorAt + 7);
    }

    /** XOR-MAPPED-ADDRESS of a response (RFC 8489 section 14.2), null when absent; allocates. */
    public @Nullable InetSocketAddress mappedAddress() {
        if (mappedAt == ABSENT) {
            return null;
        }
        byte[] address = new byte[u8(buf, mappedAt + 5) == Stun.IPV4 ? 4 : 16];
        for (int i = 0; i < address.length; i++) {
            // The key is the cookie followed by the transaction id, as they stand in the header.
            address[i] = (byte) (buf[mappedAt + 8 + i] ^ buf[off + 4 + i]);
        }
        int port = u16(buf, mappedAt + 6) ^ (Stun.MAGIC_COOKIE >>> 16);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Whether MESSAGE-INTEGRITY is there. */
    public boolean hasIntegrity() {
        return integrityAt != ABSENT;
    }

    /** Whether MESSAGE-INTEGRITY is there and was made with that key; compares in constant time. */
    public boolean integrityMatches(ShortTermKey key) {
        if (integrityAt == ABSENT) {
            return false;
        }
        byte[] expected = key.compute(buf, off, integrityAt);
        int difference = 0;
        for (int i = 0; i < Stun.INTEGRITY_BYTES; i++) {
            difference |= expected[i] ^ buf[integrityAt + 4 + i];
        }
        return difference == 0;
    }

    /** Whether FINGERPRINT is there. */
    public boolean hasFingerprint() {
        return fingerprintAt != ABSENT;
    }

    /** Whether FINGERPRINT is there and right (RFC 8489 section 14.7); ICE demands it on every check. */
    public boolean fingerprintMatches() {
        if (fingerprintAt == ABSENT) {
            return false;
        }
        crc.reset();
        crc.update(buf, off, fingerprintAt - off);
        return ((int) crc.getValue() ^ Stun.FINGERPRINT_XOR) == i32(buf, fingerprintAt + 4);
    }
}
