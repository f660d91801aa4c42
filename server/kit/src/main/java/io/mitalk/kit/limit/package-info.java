/** Limits on how often something may happen. Start reading at {@link io.mitalk.kit.limit.TokenBucket}. */
@NullMarked
package io.mitalk.kit.limit;

import org.jspecify.annotations.NullMarked;
