/**
 * Writes each recorded voice as it came, in Ogg Opus, off the packet thread. Knows neither people nor permissions: who
 * is recorded is decided by whoever asks for a tap. Start reading at {@link io.mitalk.replay.recorder.Recorder}.
 */
@NullMarked
package io.mitalk.replay.recorder;

import org.jspecify.annotations.NullMarked;
