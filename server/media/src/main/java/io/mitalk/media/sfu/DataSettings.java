package io.mitalk.media.sfu;

import io.mitalk.media.sctp.SctpSettings;

/**
 * Immutable. The bounds of data channels; each is a documented configuration key under {@code media.data-}.
 *
 * @param unreadBytes messages of a client that may wait for the room at once; more waits with the client
 * @param crowdedBytes a client's backlog from which on senders wait for it; half of it lets them go on
 * @param datagramsPerSecond what a client may send through DTLS once its handshake is done
 */
public record DataSettings(
        SctpSettings sctp, int unreadBytes, int crowdedBytes, int datagramsPerSecond) {

    /** What the keys say when nobody sets them. */
    public static DataSettings standard() {
        return new DataSettings(SctpSettings.standard(), 262_144, 524_288, 5_000);
    }
}
