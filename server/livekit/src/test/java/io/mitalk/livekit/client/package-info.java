/** A LiveKit client by hand, for tests of every module above. Start reading at {@link WireClient}. */
@NullMarked
package io.mitalk.livekit.client;

import org.jspecify.annotations.NullMarked;
