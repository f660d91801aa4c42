package io.mitalk.social.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The floor of one room.
 *
 * @param box length of a turn
 * @param linked who is heard besides the turn's holder, whatever the queue says
 * @param turn null while nobody has one
 * @param voteEndsAt when the running vote on more time is counted, null while none runs
 * @param manner of the stage, whatever the mode
 */
public record Floor(
        FloorMode mode,
        Duration box,
        Set<UUID> linked,
        @Nullable Turn turn,
        @Nullable Instant voteEndsAt,
        Manner manner) {

    /**
     * Immutable. How a stage behaves.
     *
     * @param pushToTalk whether microphones are open only while they are held
     * @param mics seats that there are; 0 for as many as the operator says
     */
    public record Manner(boolean pushToTalk, int mics) {

        /** Where every room begins. */
        public static final Manner USUAL = new Manner(false, 0);
    }

    public Floor {
        linked = Set.copyOf(linked);
    }

    /** Where every room begins. */
    public static Floor free(Duration box) {
        return new Floor(FloorMode.FREE, box, Set.of(), null, null, Manner.USUAL);
    }

    /** The same with another manner. */
    public Floor mannered(Manner other) {
        return new Floor(mode, box, linked, turn, voteEndsAt, other);
    }

    /** Whether somebody on the stage may be heard. */
    public boolean hears(UUID account) {
        return mode == FloorMode.FREE || linked.contains(account) || speaks(account);
    }

    /** Whether the turn is theirs and taken. */
    public boolean speaks(UUID account) {
        return turn != null && !turn.offered() && !turn.written() && turn.holder().equals(account);
    }

    /** Another rule, from now on; whoever has a turn has lost it. */
    public Floor in(FloorMode other, Duration length, Set<UUID> heard) {
        return new Floor(
                other, length, other == FloorMode.FREE ? Set.of() : heard, null, null, manner);
    }

    /** With or without somebody who is heard besides. */
    public Floor linking(UUID account, boolean heard) {
        var others = new HashSet<>(linked);
        if (heard) {
            others.add(account);
        } else {
            others.remove(account);
        }
        return new Floor(mode, box, others, turn, voteEndsAt, manner);
    }

    /** Offers a turn, which the holder has until {@code lapses} to take. */
    public Floor offering(UUID holder, Instant now, Instant lapses) {
        return with(new Turn(holder, true, true, false, now, lapses, 0));
    }

    /** Begins a turn. */
    public Floor beginning(UUID holder, boolean borrowed, Instant now) {
        return with(new Turn(holder, false, borrowed, false, now, now.plus(box), 0));
    }

    /** Begins a turn in writing. */
    public Floor reading(UUID holder, Duration length, Instant now) {
        return with(new Turn(holder, false, false, true, now, now.plus(length), 0));
    }

    /** Nobody has a turn. */
    public Floor vacant() {
        return with(null);
    }

    /** A vote on more time runs. */
    public Floor voting(Instant ends) {
        return new Floor(mode, box, linked, turn, ends, manner);
    }

    /** The vote is over; {@code more} is what it gave, zero for nothing. */
    public Floor counted(Duration more) {
        var extended = turn == null || more.isZero() ? turn : turn.extended(more);
        return new Floor(mode, box, linked, extended, null, manner);
    }

    private Floor with(@Nullable Turn next) {
        return new Floor(mode, box, linked, next, null, manner);
    }
}
