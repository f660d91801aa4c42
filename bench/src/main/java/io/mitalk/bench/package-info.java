/** The load generator: real ICE, DTLS and SRTP per listener over loopback. */
@NullMarked
package io.mitalk.bench;

import org.jspecify.annotations.NullMarked;
