/**
 * The hallway: what is on, what is proposed, what ended last, for whoever looks. Start reading at {@link
 * io.mitalk.social.hallway.Hallway}.
 */
@NullMarked
package io.mitalk.social.hallway;

import org.jspecify.annotations.NullMarked;
