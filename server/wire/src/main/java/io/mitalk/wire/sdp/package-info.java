/**
 * Session descriptions (RFC 8866) in the part of JSEP (RFC 9429) that audio with data channels needs. A
 * {@link io.mitalk.wire.sdp.SessionDescription} is a list of {@link io.mitalk.wire.sdp.MediaSection}s, and both carry
 * their {@code a=} lines as typed {@link io.mitalk.wire.sdp.Attribute}s in the order in which they stand, unknown ones
 * included; so what was parsed is written again line by line. Answers and offers are made by constructing the records.
 *
 * <p>Bandwidth, information, key and repeat lines are read over and not kept: nobody here acts on them.
 *
 * <p>Start reading at {@link io.mitalk.wire.sdp.SessionDescription}.
 */
@NullMarked
package io.mitalk.wire.sdp;

import org.jspecify.annotations.NullMarked;
