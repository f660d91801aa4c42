package io.mitalk.wire.stun;

import static io.mitalk.wire.BigEndian.put16;
import static io.mitalk.wire.BigEndian.put32;
import static io.mitalk.wire.BigEndian.put64;
import static io.mitalk.wire.BigEndian.put8;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one thread. Writes STUN Binding messages (RFC 8489) into the caller's buffer, with nothing optional in
 * them: no SOFTWARE and no reason phrases, so that an answer stays smaller than the check that asked for it.
 *
 * <p>A buffer of {@link #MAX_RESPONSE_BYTES} behind the offset is enough for any answer.
 */
public final class StunWriter {

    /** The largest answer: success with an IPv6 address, 20 + 24 + 24 + 8 bytes. */
    public static final int MAX_RESPONSE_BYTES = 76;

    private final CRC32 crc = new CRC32();
    private byte[] buf = new byte[0];
    private int off;
    private int at;

    /**
     * The answer to a check that passed: XOR-MAPPED-ADDRESS, MESSAGE-INTEGRITY, FINGERPRINT.
     *
     * @param from where the check came from
     * @param key the same that the check was verified with
     * @return length: 64 bytes for IPv4, 76 for IPv6
     */
    public int success(
            byte[] buf, int off, StunView request, InetSocketAddress from, ShortTermKey key) {
        begin(buf, off, Stun.BINDING_SUCCESS);
        request.copyTransactionId(buf, off + 8);
        xorMappedAddress(from);
        integrity(key);
        return finish();
    }

    /**
     * The answer to a check that cannot be accepted.
     *
     * @param code one of the error numbers of {@link Stun}; with 420 the unknown attribute is named
     * @param key signs the answer; null where nothing is known to sign with (400 and 401, RFC 8489 section 9.1.3)
     * @return length, at most 68 bytes
     */
    public int error(byte[] buf, int off, StunView request, int code, @Nullable ShortTermKey key) {
        begin(buf, off, Stun.BINDING_ERROR);
        request.copyTransactionId(buf, off + 8);
        attribute(Stun.ERROR_CODE, 4);
        put16(buf, at, 0);
        put8(buf, at + 2, code / 100);
        put8(buf, at + 3, code % 100);
        at += 4;
        if (code == Stun.UNKNOWN_ATTRIBUTE) {
            attribute(Stun.UNKNOWN_ATTRIBUTES, 2);
            put16(buf, at, request.unknownRequired());
            put16(buf, at + 2, 0);
            at += 4;
        }
        if (key != null) {
            integrity(key);
        }
        return finish();
    }

    /**
     * A connectivity check, as a full agent sends it; the server, being ICE-lite, never does.
     *
     * @param key of the receiver's password
     * @return length
     */
    public int request(byte[] buf, int off, BindingRequest request, ShortTermKey key) {
        begin(buf, off, Stun.BINDING_REQUEST);
        System.arraycopy(request.transactionId(), 0, buf, off + 8, Stun.TRANSACTION_ID_BYTES);
        byte[] username = request.username().getBytes(StandardCharsets.UTF_8);
        attribute(Stun.USERNAME, username.length);
        System.arraycopy(username, 0, buf, at, username.length);
        int padded = (username.length + 3) & ~3;
        Arrays.fill(buf, at + username.length, at + padded, (byte) 0);
        at += padded;
        attribute(Stun.PRIORITY, 4);
        put32(buf, at, request.priority());
        at += 4;
        attribute(request.controlling() ? Stun.ICE_CONTROLLING : Stun.ICE_CONTROLLED, 8);
        put64(buf, at, request.tieBreaker());
        at += 8;
        if (request.useCandidate()) {
            attribute(Stun.USE_CANDIDATE, 0);
        }
        integrity(key);
        return finish();
    }

    private void begin(byte[] buf, int off, int type) {
        this.buf = buf;
        this.off = off;
        this.at = off + Stun.HEADER_BYTES;
        put16(buf, off, type);
        put32(buf, off + 4, Stun.MAGIC_COOKIE);
    }

    private void attribute(int type, int length) {
        put16(buf, at, type);
        put16(buf, at + 2, length);
        at += 4;
    }

    private void xorMappedAddress(InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        attribute(Stun.XOR_MAPPED_ADDRESS, 4 + address.length);
        put8(buf, at, 0);
        put8(buf, at + 1, address.length == 4 ? Stun.IPV4 : Stun.IPV6);
        put16(buf, at + 2, from.getPort() ^ (Stun.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            buf[at + 4 + i] = (byte) (address[i] ^ buf[off + 4 + i]);
        }
        at += 4 + address.length;
    }

    private void integrity(ShortTermKey key) {
        byte[] hmac = key.compute(buf, off, at);
        attribute(Stun.MESSAGE_INTEGRITY, hmac.length);
        System.arraycopy(hmac, 0, buf, at, hmac.length);
        at += hmac.length;
    }

    private int finish() {
        // The length counts FINGERPRINT itself before the checksum is taken (RFC 8489 section
        // 14.7).
        put16(buf, off + 2, at - off - Stun.HEADER_BYTES + 8);
        crc.reset();
        crc.update(buf, off, at - off);
        attribute(Stun.FINGERPRINT, 4);
        put32(buf, at, (int) crc.getValue() ^ Stun.FINGERPRINT_XOR);
        at += 4;
        return at - off;
    }
}
