/**
 * Datagrams in and out of one worker's socket, and what they are by their first bytes. Start reading at
 * {@link io.mitalk.media.udp.UdpPort}.
 */
@NullMarked
package io.mitalk.media.udp;

import org.jspecify.annotations.NullMarked;
