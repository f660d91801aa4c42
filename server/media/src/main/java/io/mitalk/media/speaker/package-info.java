/**
 * Who speaks, and how well a peer is connected: arithmetic over what the packets say, without threads or clock. Start
 * reading at {@link io.mitalk.media.speaker.ActiveSpeakers}.
 */
@NullMarked
package io.mitalk.media.speaker;

import org.jspecify.annotations.NullMarked;
