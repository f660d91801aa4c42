/**
 * A bad network on loopback, for tests and the benchmark: a UDP relay that loses, delays, reorders, repeats and chokes
 * datagrams as a seed decides, and gives its clients other addresses as a NAT does. Start reading at {@link
 * io.mitalk.media.impair.ImpairmentRelay}.
 */
@NullMarked
package io.mitalk.media.impair;

import org.jspecify.annotations.NullMarked;
