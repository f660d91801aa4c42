/**
 * Tokens of the LiveKit protocol: what they say, how they are checked and made, and who may come in with them. Start
 * reading at {@link io.mitalk.livekit.token.Admission}.
 */
@NullMarked
package io.mitalk.livekit.token;

import org.jspecify.annotations.NullMarked;
