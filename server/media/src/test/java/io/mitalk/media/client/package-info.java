/**
 * A client of the packet plane for tests and the benchmark: real UDP on loopback, a minimal full ICE agent, DTLS and
 * SRTP. Many peers share one thread. Start reading at {@link io.mitalk.media.client.LoopbackPeer}.
 */
@NullMarked
package io.mitalk.media.client;

import org.jspecify.annotations.NullMarked;
