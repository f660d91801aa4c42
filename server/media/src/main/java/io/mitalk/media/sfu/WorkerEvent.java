package io.mitalk.media.sfu;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Owned by the flight recorder's thread. What a worker did since the event before, made from its counters: nothing is
 * done for it on the packet path, whether somebody records or not.
 */
@Name("mitalk.MediaWorker")
@Label("Packet worker")
@Description("What a packet worker did since the last such event, and how late it is")
@Category({"MiTalk", "Media"})
@Period("1 s")
@StackTrace(false)
final class WorkerEvent extends Event {

    @Label("Port")
    int port;

    @Label("Datagrams in")
    long packetsIn;

    @Label("Forwarded")
    long forwarded;

    @Label("Merges")
    long merges;

    @Label("Retransmits")
    long retransmits;

    @Label("Suppressed")
    long suppressed;

    @Label("Handshakes")
    long handshakes;

    @Label("Handshakes failed")
    long handshakesFailed;

    @Label("Drops")
    long drops;

    @Label("Sheds")
    long sheds;

    @Label("Given up")
    String relief = "";

    @Label("Standing lag")
    @Timespan(Timespan.NANOSECONDS)
    long standing;
}
