package io.mitalk.media.sfu;

import io.mitalk.kit.time.Clock;
import io.mitalk.media.overload.OverloadSettings;
import io.mitalk.media.sfu.TimerQueue.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Makes the first worker of an SFU late: each of its rounds takes so long, until this is closed. */
public final class HeldWorker implements AutoCloseable {

    private static final int HELD_MS = 60;

    private final Worker worker;
    private final RoomHandle room;
    private volatile boolean over;
    private @Nullable Timer timer;

    private HeldWorker(Sfu sfu) {
        worker = sfu.workers().getFirst();
        room = sfu.openRoom("RM_held", this::begin);
    }

    /** Settings under which a held worker soon gives everything up, and soon takes it back. */
    public static OverloadSettings settings() {
        return new OverloadSettings(40, 120, 400, 120);
    }

    /** Holds it from now on. */
    public static HeldWorker hold(Sfu sfu) {
        var held = new HeldWorker(sfu);
        held.room.addPeer("PA_held", held.worker).close();
        return held;
    }

    /** On the worker's thread, when the peer has gone. */
    private void begin(MediaEvent event) {
        if (timer == null && !over) {
            timer = worker.context().timers().every(1, Clock.system().nanoTime(), this::stay);
        }
    }

    private void stay(long nowNs) {
        var mine = timer;
        if (over && mine != null) {
            worker.context().timers().cancel(mine);
            return;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(HELD_MS));
    }

    @Override
    public void close() {
        over = true;
        room.close();
    }
}
