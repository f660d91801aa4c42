/**
 * Pings: somebody in a room calls a member who is not there. Start reading at {@link io.mitalk.social.ping.Pings}.
 *
 * <p>Invariant: nobody is called into one room twice, whoever calls, and nobody into a room that they may not see.
 */
@NullMarked
package io.mitalk.social.ping;

import org.jspecify.annotations.NullMarked;
