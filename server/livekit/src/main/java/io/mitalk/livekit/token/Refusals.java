package io.mitalk.livekit.token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by the room's queue. What one participant was refused because its token or a moderator does not permit it, as
 * the audit log tells it: each refusal by itself at first; from somebody who does not stop, ever fewer of them.
 */
public final class Refusals {

    private static final Logger AUDIT = LoggerFactory.getLogger("io.mitalk.audit");

    private final String room;
    private final String identity;
    private final String sid;
    private int times;

    /** Of the participant with this sid in the room of this name. */
    public Refusals(String room, String identity, String sid) {
        this.room = room;
        this.identity = identity;
        this.sid = sid;
    }

    /** It tried that, as in "announced a track". */
    public void add(String attempt) {
        times++;
        if (Integer.bitCount(times) == 1) {
            AUDIT.info(
                    "refused: {} without permission: room={} identity={} participant={} times={}",
                    attempt,
                    room,
                    identity,
                    sid,
                    times);
        }
    }
}
