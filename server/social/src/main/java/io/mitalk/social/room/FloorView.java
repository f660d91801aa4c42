package io.mitalk.social.room;

import io.mitalk.social.floor.FairQueue;
import io.mitalk.social.floor.Floor;
import io.mitalk.social.floor.FloorSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A room's floor as everybody in the room sees it.
 *
 * @param mode free, chair, queue, balanced or round
 * @param linked who is heard besides the turn's holder
 * @param queue who waits, the next one first; empty where hands do not become turns by themselves
 * @param voteEndsAt when the running vote on more time is counted, null while none runs
 * @param pushToTalk whether microphones are open only while they are held
 * @param mics seats that there are; 0 for as many as the operator says
 */
record FloorView(
        String mode,
        long boxSeconds,
        @Nullable TurnView turn,
        List<String> linked,
        List<String> queue,
        @Nullable Instant voteEndsAt,
        boolean pushToTalk,
        int mics) {

    /**
     * Immutable. Whose turn it is.
     *
     * @param offered whether it waits for the holder's tap until {@code endsAt}
     * @param cutAt when the server stops forwarding the holder
     * @param mayExtend whether the audience may still vote for more time
     * @param written whether the room reads it, and nobody is heard
     */
    record TurnView(
            String identity,
            boolean offered,
            Instant began,
            Instant endsAt,
            Instant cutAt,
            boolean mayExtend,
            boolean written) {}

    static FloorView of(Floor floor, List<FairQueue.Place> queue, FloorSettings settings) {
        var turn = floor.turn();
        var seen =
                turn == null
                        ? null
                        : new TurnView(
                                turn.holder().toString(),
                                turn.offered(),
                                turn.began(),
                                turn.endsAt(),
                                turn.offered() || turn.written()
                                        ? turn.endsAt()
                                        : turn.endsAt().plus(settings.grace()),
                                !turn.offered()
                                        && !turn.written()
                                        && turn.extensions() < settings.extensions(),
                                turn.written());
        return new FloorView(
                floor.mode().word(),
                floor.box().toSeconds(),
                seen,
                floor.linked().stream().map(UUID::toString).sorted().toList(),
                queue.stream().map(place -> place.waiting().account().toString()).toList(),
                floor.voteEndsAt(),
                floor.manner().pushToTalk(),
                floor.manner().mics());
    }
}
