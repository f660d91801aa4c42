package io.mitalk.livekit.room;

/** Thread-safe. Where a participant's messages go: one WebSocket. */
public interface SignalSink {

    /** Queues an encoded {@code SignalResponse}, which must not be changed afterwards. */
    void send(byte[] message);

    /** Closes it after what is queued. */
    void close();
}
