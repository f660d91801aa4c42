/**
 * SRTP and SRTCP over {@code byte[]} in place: AES-CM with HMAC-SHA1-80 (RFC 3711) and AES-128-GCM (RFC 7714), on
 * javax.crypto alone. Invariants: no packet is accepted twice, no index protects two plaintexts, no state is made for a
 * packet that does not authenticate. Start reading at {@link io.mitalk.media.srtp.SrtpSession}.
 */
@NullMarked
package io.mitalk.media.srtp;

import org.jspecify.annotations.NullMarked;
