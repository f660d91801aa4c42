/** What protobuf messages of strangers may cost: {@link io.mitalk.livekit.proto.Weight}. */
@NullMarked
package io.mitalk.livekit.proto;

import org.jspecify.annotations.NullMarked;
