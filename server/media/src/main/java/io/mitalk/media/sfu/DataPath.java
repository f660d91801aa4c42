package io.mitalk.media.sfu;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.sctp.ChannelSpec;
import io.mitalk.media.sctp.DataChannels;
import io.mitalk.media.sctp.DataMessage;
import io.mitalk.media.sctp.SctpCounters;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The data channels of one transport on the queue of its DTLS session, which alone touches them: neither a
 * packet worker nor a thread of their own. They live for the session, and hear nothing before its certificate is the
 * one that the client's description named.
 */
final class DataPath {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long NS_PER_MS = 1_000_000;

    private final Clock clock;
    private final Threads threads;
    private final DataChannels channels;
    private final DataObserver observer;
    private final int handedMax;
    private final int crowdedBytes;
    private final AtomicBoolean crowded = new AtomicBoolean();

    /** Messages on their way to the queue, in bytes. */
    private final AtomicLong handed = new AtomicLong();

    private volatile long backlog;
    private volatile @Nullable DtlsSession session;

    // Of the queue.
    private boolean verified;
    private Threads.@Nullable Timer timer;
    private long timerDueNs = NEVER;

    /** What a path shares with the others of its SFU. */
    record Parts(DataSettings settings, DataChannels.Parts channels, Clock clock, Threads threads) {

        static Parts of(DataSettings settings, Sfu.Parts parts) {
            var channels =
                    new DataChannels.Parts(
                            settings.sctp(),
                            settings.unreadBytes(),
                            new SctpCounters(),
                            parts.clock(),
                            parts.randomness());
            return new Parts(settings, channels, parts.clock(), parts.threads());
        }
    }

    DataPath(Parts parts, DataObserver observer, List<ChannelSpec> specs) {
        this.clock = parts.clock();
        this.threads = parts.threads();
        this.handedMax = parts.settings().sctp().reliableBytes();
        this.crowdedBytes = parts.settings().crowdedBytes();
        this.channels = new DataChannels(parts.channels(), false, this::transmit, observer);
        this.observer = observer;
        specs.forEach(channels::create);
    }

    /** The handshake can begin; everything from now on happens on the session's queue. */
    void attach(DtlsSession opened) {
        session = opened;
    }

    /**
     * Sends a message, in vain where no channel of this label is open or far too much waits. Whether so much waits now
     * that {@link DataObserver#drained} will tell when it is less.
     */
    boolean send(String label, boolean text, byte[] message) {
        var open = session;
        if (open == null) {
            return false;
        }
        if (handed.get() > handedMax) {
            // Its queue does not get on; what is left out here could not be made good.
            execute(() -> channels.abort("send-buffer-full"));
            return false;
        }
        handed.addAndGet(message.length);
        boolean tooMuch = backlog() > crowdedBytes;
        if (tooMuch) {
            crowded.set(true);
        }
        open.execute(
                () -> {
                    handed.addAndGet(-message.length);
                    channels.send(label, text, message);
                    watch();
                });
        return tooMuch;
    }

    /** A message that was delivered is done with. */
    void consumed(DataMessage message) {
        execute(() -> channels.consumed(message));
    }

    private long backlog() {
        return backlog + handed.get();
    }

    /** The transport is over. */
    void close() {
        execute(() -> channels.abort("transport-closed"));
    }

    private void execute(Runnable task) {
        var open = session;
        if (open != null) {
            open.execute(
                    () -> {
                        task.run();
                        watch();
                    });
        }
    }

    /** The certificate was compared. On the queue. */
    void verified() {
        verified = true;
    }

    /** On the queue. */
    void received(byte[] buf, int length) {
        if (verified) {
            channels.receive(buf, 0, length);
            watch();
        }
    }

    /** The session is over. On the queue. */
    void over() {
        channels.abort("dtls-closed");
        watch();
    }

    private void transmit(byte[] packet) {
        var open = session;
        if (open != null) {
            open.send(packet);
        }
    }

    /** Keeps one timer for whatever is due first; it may run early and then finds nothing to do. */
    private void watch() {
        backlog = channels.backlog();
        if (backlog() <= crowdedBytes / 2 && crowded.compareAndSet(true, false)) {
            observer.drained();
        }
        long dueNs = channels.dueNs();
        if (dueNs == NEVER) {
            // It is over: a timer of half a minute would hold everything of a client that has left.
            cancel();
            return;
        }
        if (timer != null && dueNs >= timerDueNs) {
            return;
        }
        cancel();
        timerDueNs = dueNs;
        long waitNs = Math.max(0, dueNs - clock.nanoTime());
        timer = threads.after((waitNs + NS_PER_MS - 1) / NS_PER_MS, () -> execute(this::tick));
    }

    private void tick() {
        timer = null;
        timerDueNs = NEVER;
        channels.tick();
    }

    private void cancel() {
        var running = timer;
        timer = null;
        timerDueNs = NEVER;
        if (running != null) {
            running.cancel();
        }
    }
}
