/**
 * Objections: what a room says to a moderator's exception from the queue's order. Start reading at {@link
 * io.mitalk.social.objection.Objections}.
 *
 * <p>Invariants: everybody in the room may read every exception with its reason and how many object to it; people of
 * one branch of the invitations object with one voice; what enough voices object to reaches the operators, once.
 */
@NullMarked
package io.mitalk.social.objection;

import org.jspecify.annotations.NullMarked;
