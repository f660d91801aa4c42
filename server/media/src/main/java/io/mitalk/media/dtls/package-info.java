/**
 * DTLS 1.2 with use_srtp (RFC 6347, RFC 5764), the only place where Bouncy Castle is used. Invariants: keys leave a
 * session only together with the fingerprint of a certificate whose key the peer proved to hold; a connected session
 * holds no thread; nothing that arrives can kill a connected session except its peer's authenticated alert. Start
 * reading at {@link io.mitalk.media.dtls.DtlsSession}.
 */
@NullMarked
package io.mitalk.media.dtls;

import org.jspecify.annotations.NullMarked;
