/**
 * Datagrams over TCP for clients whose network lets no UDP through (RFC 6544, the passive side): one port, one thread,
 * frames handed to and from the workers. Start reading at {@link io.mitalk.media.tcp.TcpDoor}.
 */
@NullMarked
package io.mitalk.media.tcp;

import org.jspecify.annotations.NullMarked;
