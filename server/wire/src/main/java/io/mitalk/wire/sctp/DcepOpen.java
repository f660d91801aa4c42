package io.mitalk.wire.sctp;

import static io.mitalk.wire.BigEndian.put16;
import static io.mitalk.wire.BigEndian.put32;
import static io.mitalk.wire.BigEndian.put8;
import static io.mitalk.wire.BigEndian.u16;
import static io.mitalk.wire.BigEndian.u32;
import static io.mitalk.wire.BigEndian.u8;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The message that opens a data channel (RFC 8832 section 5.1); it is answered by {@link #ack}.
 *
 * <pre>
 *  +---------------+---------------+---------------+---------------+
 *  | 3: open       | channel type  |           priority            |
 *  +---------------+---------------+---------------+---------------+
 *  |           retransmissions, or lifetime in ms                  |
 *  +---------------+---------------+---------------+---------------+
 *  |     length of the label       |     length of the protocol    |
 *  +---------------+---------------+---------------+---------------+
 *  |     label, protocol, both UTF-8                               |
 * </pre>
 *
 * @param unordered whether messages may overtake each other
 * @param limit what bounds the tries of a message
 * @param value retransmissions or milliseconds, 0 to 2^32 - 1; means nothing without a limit
 */
public record DcepOpen(
        boolean unordered, Limit limit, long value, int priority, String label, String protocol) {

    private static final int OPEN = 3;
    private static final int ACK = 2;
    private static final int FIXED = 12;
    private static final int UNORDERED = 0x80;

    /** What bounds the tries of a channel's messages. */
    public enum Limit {
        NONE,
        RETRANSMITS,
        LIFETIME
    }

    /** Reads a message; null when it is no sound opening. */
    public static @Nullable DcepOpen parse(byte[] message) {
        if (message.length < FIXED || u8(message, 0) != OPEN) {
            return null;
        }
        int label = u16(message, 8);
        int protocol = u16(message, 10);
        var limit = limit(u8(message, 1) & ~UNORDERED);
        if (limit == null || FIXED + label + protocol != message.length) {
            return null;
        }
        return new DcepOpen(
                (u8(message, 1) & UNORDERED) != 0,
                limit,
                u32(message, 4),
                u16(message, 2),
                new String(message, FIXED, label, StandardCharsets.UTF_8),
                new String(message, FIXED + label, protocol, StandardCharsets.UTF_8));
    }

    private static @Nullable Limit limit(int code) {
        return switch (code) {
            case 0 -> Limit.NONE;
            case 1 -> Limit.RETRANSMITS;
            case 2 -> Limit.LIFETIME;
            default -> null;
        };
    }

    /** As it travels. */
    public byte[] bytes() {
        byte[] labelBytes = label.getBytes(StandardCharsets.UTF_8);
        byte[] protocolBytes = protocol.getBytes(StandardCharsets.UTF_8);
        var message = new byte[FIXED + labelBytes.length + protocolBytes.length];
        int code =
                switch (limit) {
                    case NONE -> 0;
                    case RETRANSMITS -> 1;
                    case LIFETIME -> 2;
                };
        put8(message, 0, OPEN);
        put8(message, 1, code | (unordered ? UNORDERED : 0));
        put16(message, 2, priority);
        put32(message, 4, (int) value);
        put16(message, 8, labelBytes.length);
        put16(message, 10, protocolBytes.length);
        System.arraycopy(labelBytes, 0, message, FIXED, labelBytes.length);
        System.arraycopy(
                protocolBytes, 0, message, FIXED + labelBytes.length, protocolBytes.length);
        return message;
    }

    /** The answer to an opening (RFC 8832 section 5.2). */
    public static byte[] ack() {
        return new byte[] {ACK};
    }

    /** Whether the message is that answer. */
    public static boolean isAck(byte[] message) {
        return message.length >= 1 && message[0] == ACK;
    }
}
