package io.mitalk.realtime;

import io.mitalk.http.Visitor;
import java.util.Map;
import java.util.Set;

/**
 * Thread-safe. The truth behind all channels of one prefix; asked on virtual threads, may block, and reads what is
 * committed.
 */
public interface ChannelSource {

    /** Lower-case letters. Names are {@code prefix:id}, or the bare prefix for a single channel, whose id is empty. */
    String prefix();

    /** Whether this channel exists and {@code who} may see its state and events, at this moment. */
    boolean maySee(Visitor who, String id);

    /**
     * The whole state, after {@link #maySee} said yes. Its version is read before everything else, or all of it in one
     * snapshot: a state that is newer than its version converges, an older one would not.
     */
    ChannelState state(Visitor who, String id);

    /** The present versions of these channels, by id, in one cheap query; ids that are unknown may be left out. */
    Map<String, Long> versions(Set<String> ids);
}
