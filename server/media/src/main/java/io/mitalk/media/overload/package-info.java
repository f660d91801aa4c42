/**
 * When a worker that falls behind does without something, and what. Start reading at {@link
 * io.mitalk.media.overload.OverloadPolicy}.
 */
@NullMarked
package io.mitalk.media.overload;

import org.jspecify.annotations.NullMarked;
