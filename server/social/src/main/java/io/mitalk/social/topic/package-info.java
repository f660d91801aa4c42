/**
 * Topics: what rooms are about. Start reading at {@link io.mitalk.social.topic.Topics}.
 *
 * <p>Invariant: two topics never differ only in case or width of their letters.
 */
@NullMarked
package io.mitalk.social.topic;

import org.jspecify.annotations.NullMarked;
