/**
 * Proposals: rooms that somebody would open at a time if enough others come. Start reading at {@link
 * io.mitalk.social.proposal.Proposals}.
 *
 * <p>Invariant: a proposal opens at most one room, and only after enough people other than its proposer said they would
 * come.
 */
@NullMarked
package io.mitalk.social.proposal;

import org.jspecify.annotations.NullMarked;
