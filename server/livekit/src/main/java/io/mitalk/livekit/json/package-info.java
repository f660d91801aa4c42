/**
 * The JSON form of protobuf messages, for the server API and webhooks; only what messages of the protocol need of it.
 * Start reading at {@link io.mitalk.livekit.json.ProtoWriter}.
 */
@NullMarked
package io.mitalk.livekit.json;

import org.jspecify.annotations.NullMarked;
