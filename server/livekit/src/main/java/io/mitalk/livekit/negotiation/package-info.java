/**
 * Between session descriptions and the packet plane: answers for what a client sends, offers for what it hears. Start
 * reading at {@link io.mitalk.livekit.negotiation.PublisherAnswerer}.
 */
@NullMarked
package io.mitalk.livekit.negotiation;

import org.jspecify.annotations.NullMarked;
