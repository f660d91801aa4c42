/**
 * Turns in writing: who cannot or will not speak takes a place in the same queue, and the room reads. Start reading at
 * {@link io.mitalk.social.text.TextTurns}.
 *
 * <p>Invariants: a text waits as long as its author's hand is up; it is shown only as the author's turn; it counts as
 * speech for as long as a reader takes.
 */
@NullMarked
package io.mitalk.social.text;

import org.jspecify.annotations.NullMarked;
