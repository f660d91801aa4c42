package io.mitalk.social.room;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A room's row.
 *
 * @param host who opened it; it stays their room, whoever moderates
 * @param endsAt when a running countdown ends the room
 * @param version of the channel {@code room:}
 * @param hostVersion of the channel {@code host:}
 * @param planVersion of the plan for the media plane
 */
public record Room(
        UUID id,
        String title,
        UUID topic,
        String topicTitle,
        Visibility visibility,
        String language,
        Phase phase,
        UUID host,
        boolean handsLocked,
        Instant openedAt,
        @Nullable Instant liveAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        long version,
        long hostVersion,
        long planVersion) {

    public boolean ended() {
        return phase == Phase.ENDED;
    }

    /** Whether the audience hears the stage now. */
    public boolean onAir() {
        return phase == Phase.LIVE;
    }

    Room withHandsLocked(boolean locked) {
        return with(phase, locked, liveAt, endsAt, endedAt);
    }

    Room wentLive(Instant at) {
        return with(Phase.LIVE, handsLocked, at, endsAt, endedAt);
    }

    Room withEndsAt(@Nullable Instant at) {
        return with(phase, handsLocked, liveAt, at, endedAt);
    }

    Room ended(Instant at) {
        return with(Phase.ENDED, handsLocked, liveAt, null, at);
    }

    Room withVersions(long room, long host, long plan) {
        return new Room(
                id,
                title,
                topic,
                topicTitle,
                visibility,
                language,
                phase,
                this.host,
                handsLocked,
                openedAt,
                liveAt,
                endsAt,
                endedAt,
                room,
                host,
                plan);
    }

    private Room with(
            Phase now,
            boolean locked,
            @Nullable Instant live,
            @Nullable Instant ends,
            @Nullable Instant ended) {
        return new Room(
                id,
                title,
                topic,
                topicTitle,
                visibility,
                language,
                now,
                host,
                locked,
                openedAt,
                live,
                ends,
                ended,
                version,
                hostVersion,
                planVersion);
    }
}
