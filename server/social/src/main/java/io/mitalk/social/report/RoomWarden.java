package io.mitalk.social.report;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Implemented by the noun of rooms; called inside transactions by whoever handles reports. */
public interface RoomWarden {

    /** What a room is called, or null when there is no such room. */
    @Nullable String title(Tx tx, UUID room);

    /**
     * Ends a room at once, whoever moderates it; harmless when it has ended.
     *
     * @param reason the operator's, for the log
     */
    void end(Tx tx, UUID room, UUID operator, String reason) throws ProblemRaised;
}
