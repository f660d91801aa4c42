/**
 * Codecs and flyweights for what travels in datagrams and descriptions: {@link io.mitalk.wire.stun STUN},
 * {@link io.mitalk.wire.rtp RTP}, {@link io.mitalk.wire.rtcp RTCP}, {@link io.mitalk.wire.sctp SCTP} and
 * {@link io.mitalk.wire.sdp SDP}. Nothing here does I/O, starts a thread, reads a clock or writes a log, so that all
 * of it can be tested with bytes alone.
 *
 * <p>Two manners hold throughout. A <em>view</em> is a flyweight: {@code wrap(buf, off, len)} checks the structure of
 * what a stranger sent and answers false when it is broken; afterwards the accessors read straight from the buffer,
 * which the view neither copies nor keeps valid. A <em>writer</em> puts bytes into the caller's buffer and answers how
 * many they are. Neither throws because of bytes from the network, and neither allocates unless its documentation says
 * so. Only SDP, which is text and rare, parses into records and refuses with an exception.
 *
 * <p>Start reading at {@link io.mitalk.wire.BigEndian}, then {@link io.mitalk.wire.rtp.RtpView}.
 */
@NullMarked
package io.mitalk.wire;

import org.jspecify.annotations.NullMarked;
