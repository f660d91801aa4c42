package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Owned by the worker thread. A worker gives something up, or takes it back, in a recording of the flight recorder. */
@Name("mitalk.Overload")
@Label("Overload")
@Description("A worker that fell behind gives something up, or one that keeps up takes it back")
@Category({"MiTalk", "Media"})
@StackTrace(false)
final class OverloadEvent extends Event {

    @Label("Before")
    String before = "";

    @Label("After")
    String after = "";

    @Label("Standing lag")
    @Timespan(Timespan.NANOSECONDS)
    long standing;

    static void tell(Relief before, Relief after, long standingNs) {
        var event = new OverloadEvent();
        event.before = before.label();
        event.after = after.label();
        event.standing = standingNs;
        event.commit();
    }
}
