package io.mitalk.media.sfu;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** Owned by the flight recorder's thread. Datagrams of a worker that went no further since the event before. */
@Name("mitalk.MediaDrop")
@Label("Dropped datagrams")
@Description("Datagrams of a worker that went no further since the last such event, for one reason")
@Category({"MiTalk", "Media"})
@Period("1 s")
@StackTrace(false)
final class DropEvent extends Event {

    @Label("Port")
    int port;

    @Label("Reason")
    String reason = "";

    @Label("Count")
    long count;
}
