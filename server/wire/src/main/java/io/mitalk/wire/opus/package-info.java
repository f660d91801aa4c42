/**
 * Opus without decoding it: how long a packet plays (RFC 6716 section 3), and what stands before the first packet of a
 * recording (RFC 7845 section 5.1). Start reading at {@link io.mitalk.wire.opus.OpusPacket}.
 */
@NullMarked
package io.mitalk.wire.opus;

import org.jspecify.annotations.NullMarked;
