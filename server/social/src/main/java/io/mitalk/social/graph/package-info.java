/**
 * Who wants nothing of whom. A block works in both directions: neither side sees the other's rooms, and neither is
 * told who blocked whom.
 *
 * <p>Start reading at {@link io.mitalk.social.graph.Blocks}.
 */
@NullMarked
package io.mitalk.social.graph;

import org.jspecify.annotations.NullMarked;
