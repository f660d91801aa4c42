package io.mitalk.media.sctp;

/**
 * Immutable. A message that came on a data channel.
 *
 * @param reliable whether its channel loses nothing
 * @param text whether its sender called it a string
 * @param bytes the receiver's to keep
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record DataMessage(String label, boolean reliable, boolean text, byte[] bytes) {

    private static final int OVERHEAD_BYTES = 128;

    /** What it counts for while it is unread: small ones are not for nothing. */
    public int charge() {
        return bytes.length + OVERHEAD_BYTES;
    }
}
