package io.mitalk.replay.recorder;

import io.mitalk.media.tap.Tap;
import io.mitalk.wire.ogg.OggOpusStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the recorder's round, but for {@link #force}. One track on its way from the tap to its file. Packets wait a
 * moment, so that those which were sent again come in their place; a file is made with the first sound.
 */
final class TrackWriter {

    /** A repair is asked for up to four times with growing pauses; after this nobody waits for it any more. */
    private static final long HOLD_NS = 500_000_000;

    private static final int STEREO = 4;

    private final UUID id;
    private final Speaker speaker;
    private final Tap tap;
    private final Path path;
    private final Disk disk;
    private final TreeMap<Long, Held> held = new TreeMap<>();
    private final Timeline timeline = new Timeline();
    private @Nullable OggOpusStream stream;
    private volatile Disk.@Nullable Sink file;
    private long next = Long.MIN_VALUE;
    private long firstNs;
    private long late;

    TrackWriter(UUID id, Speaker speaker, Tap tap, Path path, Disk disk) {
        this.id = id;
        this.speaker = speaker;
        this.tap = tap;
        this.path = path;
        this.disk = disk;
    }

    /** A packet that waits for those before it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Held(int timestamp, long arrivedNs, byte[] payload) {}

    UUID id() {
        return id;
    }

    Speaker speaker() {
        return speaker;
    }

    Tap tap() {
        return tap;
    }

    /** Packets that came when their place was written. */
    long late() {
        return late;
    }

    /** When its first packet arrived, by the clock's nanoseconds. */
    long firstNs() {
        return firstNs;
    }

    /** Whether there is a file. */
    boolean begun() {
        return stream != null;
    }

    /**
     * Takes what the tap holds and writes what has waited long enough.
     *
     * @return true with the round in which the file was begun
     */
    boolean write(long nowNs) throws IOException {
        boolean before = begun();
        tap.drain(this::hold);
        release(nowNs - HOLD_NS);
        var running = stream;
        if (running != null) {
            append(running.take());
        }
        return !before && begun();
    }

    /** Writes all there is and closes the file. */
    void end() throws IOException {
        tap.drain(this::hold);
        release(Long.MAX_VALUE);
        var running = stream;
        if (running != null) {
            append(running.end());
        }
        close();
    }

    /** How long it plays. */
    long durationMs() {
        var running = stream;
        return running == null ? 0 : running.samples() / 48;
    }

    /** Returns when what was written so far survives the loss of power; any thread's. */
    void force() throws IOException {
        var open = file;
        if (open != null) {
            try {
                open.force();
            } catch (ClosedChannelException e) {
                // It ended meanwhile; whoever takes the file keeps it.
            }
        }
    }

    /** Gives the file up as it is. */
    void close() throws IOException {
        var open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }

    private void hold(long number, int timestamp, long arrivedNs, byte[] payload) {
        if (number < next) {
            late++;
        } else {
            held.put(number, new Held(timestamp, arrivedNs, payload));
        }
    }

    private void release(long untilNs) {
        while (!held.isEmpty() && held.firstEntry().getValue().arrivedNs() <= untilNs) {
            var first = held.pollFirstEntry();
            next = first.getKey() + 1;
            add(first.getValue(), arrived(first.getValue()));
        }
    }

    /** When it would have come had it not been sent again: no later than the packet after it. */
    private long arrived(Held packet) {
        var following = held.firstEntry();
        return following == null
                ? packet.arrivedNs()
                : Math.min(packet.arrivedNs(), following.getValue().arrivedNs());
    }

    private void add(Held packet, long arrivedNs) {
        byte[] payload = packet.payload();
        if (payload.length == 0) {
            return;
        }
        var running = stream;
        if (running == null) {
            running = new OggOpusStream(id.hashCode(), (payload[0] & STEREO) != 0);
            stream = running;
            firstNs = arrivedNs;
        }
        long gap = timeline.gapBefore(packet.timestamp(), arrivedNs, running.samples());
        if (gap == Timeline.LEAVE_OUT) {
            return;
        }
        running.gap(gap);
        running.add(payload, 0, payload.length);
    }

    private void append(byte[] pages) throws IOException {
        var open = file;
        if (open == null) {
            open = disk.create(path);
            file = open;
        }
        open.write(ByteBuffer.wrap(pages));
    }
}
