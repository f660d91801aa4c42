/**
 * What remains of a room's voices, and who may hear it. Invariants: nobody is recorded who has not said yes in that
 * room; who says no later is deleted, sound first; whoever may see the room may hear what is kept of it. How voices
 * become files is behind {@link io.mitalk.social.replay.RecorderPort}. Start reading at {@link
 * io.mitalk.social.replay.Recordings}.
 */
@NullMarked
package io.mitalk.social.replay;

import org.jspecify.annotations.NullMarked;
