package io.mitalk.social.room;

import java.time.Instant;
import java.util.UUID;

/**
 * Immutable. Something that happened on the media plane. A {@code sid} names one joining of an identity: a fact of an
 * older sid than the newest joined one says nothing about the person any more.
 *
 * <p>Facts of one room come in order. A fact may come twice (after a reconnection), and may be lost only together with
 * the whole room, which {@link Gone} tells.
 */
public sealed interface StageFact {

    /** The room's id. */
    UUID room();

    /** A participant's media is connected, or was found connected when the engine came back. */
    record Joined(UUID room, String identity, String sid, Instant at) implements StageFact {}

    /** A participant is gone for good: left, removed, replaced by its next sid, or lost and not back in time. */
    record Left(UUID room, String identity, String sid, Instant at) implements StageFact {}

    /** The signalling of a participant was lost; its media may still flow, and it may come back. */
    record SignalLost(UUID room, String identity) implements StageFact {}

    /** The signalling of a participant is back. */
    record SignalBack(UUID room, String identity) implements StageFact {}

    /**
     * A seat's microphone opened or closed: it publishes sound that is not muted by its owner.
     *
     * @param open whether others would hear a word now, were it not for a moderator's mute or backstage
     */
    record Published(UUID room, String identity, boolean open) implements StageFact {}

    /**
     * Speech heard since the last such fact of the same sid, told at least every five seconds of speech and at the end
     * of a track.
     *
     * @param millis length of the speech in milliseconds, by the levels of RFC 6464; only what was forwarded counts
     * @param slots in which of the 64 tenths of a second before {@code at} it was spoken; bit 0 is the last one
     * @param at end of the stretch in which it was spoken
     */
    record Spoke(UUID room, String identity, String sid, long millis, long slots, Instant at)
            implements StageFact {}

    /** The engine lost the room with everybody in it; a new plan opens it again, and clients come back. */
    record Gone(UUID room) implements StageFact {}
}
