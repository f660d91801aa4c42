package io.mitalk.media.tcp;

import java.util.concurrent.atomic.LongAdder;

/** Thread-safe. What happened on the TCP port. */
public final class TcpCounters {

    /** Open now. */
    public final LongAdder open = new LongAdder();

    public final LongAdder accepted = new LongAdder();

    /** Turned away because of the bound on all, or on those of one source. */
    public final LongAdder refused = new LongAdder();

    /** Closed because no valid check came in time, or room was needed before one came. */
    public final LongAdder unproven = new LongAdder();

    /** Closed because something else than a check came first, or a frame that is too long. */
    public final LongAdder violations = new LongAdder();

    /** Closed because nothing came any more. */
    public final LongAdder idle = new LongAdder();

    public final LongAdder framesIn = new LongAdder();

    public final LongAdder framesOut = new LongAdder();

    /** Frames from clients that send faster than their worker takes. */
    public final LongAdder framesInDropped = new LongAdder();

    /** Frames to clients that waited too long, so that newer ones went in their place. */
    public final LongAdder framesStale = new LongAdder();

    TcpCounters() {}
}
