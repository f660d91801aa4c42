/**
 * Accounts: a reserved handle, the member that it becomes, and the tombstone that is left. Invariants: a handle belongs
 * to one account for ever (except a reservation that nobody confirmed), the id never changes, an e-mail address is
 * never shown to anybody but its owner and operators. Start reading at {@link io.mitalk.social.account.Accounts}.
 */
@NullMarked
package io.mitalk.social.account;

import org.jspecify.annotations.NullMarked;
