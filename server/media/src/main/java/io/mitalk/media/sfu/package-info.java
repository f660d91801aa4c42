/**
 * The forwarding unit: rooms, peers, up-tracks and down-tracks. Everything behind {@link io.mitalk.media.sfu.Sfu} is
 * owned by a worker thread and reached by commands. Start reading at {@link io.mitalk.media.sfu.Sfu}.
 */
@NullMarked
package io.mitalk.media.sfu;

import org.jspecify.annotations.NullMarked;
