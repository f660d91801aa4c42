/**
 * The append-only log of what operators and moderators did, and why. Every noun writes to it in the transaction of the
 * deed itself; nothing changes or deletes a row, which a trigger of the table enforces. The console reads it.
 *
 * <p>Start reading at {@link io.mitalk.social.action.Actions}.
 */
@NullMarked
package io.mitalk.social.action;

import org.jspecify.annotations.NullMarked;
