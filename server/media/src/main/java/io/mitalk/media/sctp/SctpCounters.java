package io.mitalk.media.sctp;

import java.util.concurrent.atomic.LongAdder;

/** Thread-safe. What happened on all associations of one SFU. */
public final class SctpCounters {

    public final LongAdder associations = new LongAdder();
    public final LongAdder established = new LongAdder();
    public final LongAdder failed = new LongAdder();
    public final LongAdder packetsIn = new LongAdder();
    public final LongAdder packetsOut = new LongAdder();
    public final LongAdder packetsRefused = new LongAdder();
    public final LongAdder messagesIn = new LongAdder();
    public final LongAdder messagesOut = new LongAdder();
    public final LongAdder bytesIn = new LongAdder();
    public final LongAdder bytesOut = new LongAdder();
    public final LongAdder retransmits = new LongAdder();
    public final LongAdder timeouts = new LongAdder();
    public final LongAdder duplicates = new LongAdder();
    public final LongAdder abandoned = new LongAdder();
    public final LongAdder lossyDropped = new LongAdder();
    public final LongAdder windowDropped = new LongAdder();
}
