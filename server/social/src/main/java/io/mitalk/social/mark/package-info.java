/**
 * What an audience leaves on a room's time: reactions, marks, comments, and the evidence that the stage pins. Start
 * reading at {@link io.mitalk.social.mark.Marks}; how marks become minutes is {@link io.mitalk.social.mark.Merge}.
 *
 * <p>Invariants: everything stands at an instant of the server's clock, and is shown as seconds since the room went on
 * air; the same marks always give the same minutes; nothing here takes the lock of a room, except pins, which the stage
 * makes one at a time; how often a source was asked for is nobody's to see but the speaker's for a day.
 */
@NullMarked
package io.mitalk.social.mark;

import org.jspecify.annotations.NullMarked;
