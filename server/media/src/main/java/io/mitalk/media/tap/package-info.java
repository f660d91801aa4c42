/**
 * Where a recorder reads packets without decoding them, off the packet thread. Start reading at {@link
 * io.mitalk.media.tap.Tap}.
 */
@NullMarked
package io.mitalk.media.tap;

import org.jspecify.annotations.NullMarked;
