/**
 * Run-of-show: what a room goes through, part after part, each by its own rule and for its own time; and what became of
 * it. Start reading at {@link io.mitalk.social.show.Shows}; {@link io.mitalk.social.show.Format} has the templates.
 *
 * <p>Invariants: at most one segment of a room has begun and not ended; segments go by in the order of their places;
 * what has begun is never changed or forgotten.
 */
@NullMarked
package io.mitalk.social.show;

import org.jspecify.annotations.NullMarked;
