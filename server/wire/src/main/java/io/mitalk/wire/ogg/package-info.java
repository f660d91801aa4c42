/**
 * Ogg (RFC 3533) with Opus in it (RFC 7845): what people record is taken apart and put together anew, so that nothing
 * but sound is kept. Start reading at {@link io.mitalk.wire.ogg.OggOpus}.
 */
@NullMarked
package io.mitalk.wire.ogg;

import org.jspecify.annotations.NullMarked;
