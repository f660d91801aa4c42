package io.mitalk.wire.rtp;

/**
 * Owned by one thread. Turns the 16-bit sequence numbers of one source into 64-bit ones that do not wrap, by the index
 * guess of RFC 3711 section 3.3.1: {@code extSeq = rollover count * 65,536 + sequence}, whichever rollover count brings
 * it closest to the highest seen.
 *
 * <p>Guessing and accepting are apart, because only an authenticated packet may move the state.
 */
public final class ExtSeq {

    private long highest = -1;

    /**
     * The extended number of a packet, without remembering it.
     *
     * @param sequence 0 to 65,535
     * @return below 0 when it lies before the first rollover, which no sender that started at count 0 can have sent
     */
    public long guess(int sequence) {
        return highest < 0 ? sequence : guess(highest, sequence);
    }

    /** Remembers a packet as received; older ones than the highest change nothing. */
    public void accept(long extSeq) {
        highest = Math.max(highest, extSeq);
    }

    /** {@link #guess(int)} and {@link #accept} in one, where every packet is trusted. */
    public long unwrap(int sequence) {
        long extSeq = guess(sequence);
        accept(extSeq);
        return extSeq;
    }

    /** The highest number accepted, -1 before the first. */
    public long highest() {
        return highest;
    }

    /**
     * The guess against a known highest number.
     *
     * @param highest 0 or more
     * @param sequence 0 to 65,535
     */
    public static long guess(long highest, int sequence) {
        long rollovers = highest >> 16;
        int last = (int) highest & 0xFFFF;
        if (last < 0x8000) {
            rollovers -= sequence - last > 0x8000 ? 1 : 0;
        } else {
            rollovers += last - 0x8000 > sequence ? 1 : 0;
        }
        return (rollovers << 16) + sequence;
    }
}
