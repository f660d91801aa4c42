/**
 * The floor: who of a stage may be heard now, who is next, and until when. Start reading at {@link
 * io.mitalk.social.floor.Floor}; the order of those who wait is {@link io.mitalk.social.floor.FairQueue}.
 *
 * <p>Invariants: at most one person has a turn; a turn ends at the latest when its grace is over, whatever a client
 * does; the same people, times and votes always give the same order; every turn that ended is written down, how it
 * ended included, and never changed.
 *
 * <p>Rooms ({@code social.room}) hold the lock, the seats and the hands, and carry out what is decided here.
 */
@NullMarked
package io.mitalk.social.floor;

import org.jspecify.annotations.NullMarked;
