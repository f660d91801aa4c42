package io.mitalk.livekit.data;

/** Owned by the room's queue. What data must know of a participant, asked at every use. */
public interface Standing {

    String sid();

    String identity();

    /** Whether it may send data at this moment. */
    boolean maySendData();

    /** Whether nobody may learn of it. */
    boolean hidden();

    /** Whether it may speak in somebody else's name, as transcribing agents do. */
    boolean agent();

    /** Its data channels cannot be used any more: it should start over. */
    void dataLost();
}
