/** The LiveKit protocol over our own packet plane. Start reading at LiveKit. */
@NullMarked
package io.mitalk.livekit;

import org.jspecify.annotations.NullMarked;
