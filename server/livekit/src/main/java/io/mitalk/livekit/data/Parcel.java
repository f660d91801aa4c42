package io.mitalk.livekit.data;

/**
 * Immutable. A packet as all its receivers get it, serialised once.
 *
 * @param sender sid of whoever sent it, empty when that is the application
 * @param sequence its number among its sender's reliable messages, 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Parcel(byte[] bytes, boolean reliable, String sender, long sequence) {

    String label() {
        return reliable ? Packets.RELIABLE : Packets.LOSSY;
    }
}
