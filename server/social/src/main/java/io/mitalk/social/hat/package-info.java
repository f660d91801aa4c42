/**
 * Hats: as what somebody speaks in a room, and what they disclose with it. Start reading at {@link
 * io.mitalk.social.hat.Hats}.
 *
 * <p>Invariants: somebody wears at most one hat in a room; a hat that was worn keeps its words and its span, whatever
 * becomes of the claim.
 */
@NullMarked
package io.mitalk.social.hat;

import org.jspecify.annotations.NullMarked;
