/**
 * Invitations: one member lets one person in, says publicly why, and pays a credit for it.
 *
 * <p>Invariants: an invitation is redeemed at most once, by the one it is bound to; every way of ending it other than
 * redemption gives the credit back, unless somebody else had tried to use it; the balance of credits is the sum of the
 * ledger; codes are stored as hashes only; unknown, used, revoked and expired codes are answered alike.
 *
 * <p>Start reading at {@link io.mitalk.social.invite.Invitations}; what may be redeemed by whom is {@link
 * io.mitalk.social.invite.Verdict}.
 */
@NullMarked
package io.mitalk.social.invite;

import org.jspecify.annotations.NullMarked;
