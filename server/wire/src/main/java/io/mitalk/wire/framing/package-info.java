/**
 * Datagrams in a stream of bytes, as ICE over TCP carries them. Start reading at
 * {@link io.mitalk.wire.framing.Framing}.
 */
@NullMarked
package io.mitalk.wire.framing;

import org.jspecify.annotations.NullMarked;
