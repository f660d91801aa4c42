/**
 * As much of WebM (Matroska, RFC 9559, in EBML, RFC 8794) as browsers' recorders write: one Opus track in clusters.
 * Start reading at {@link io.mitalk.wire.webm.WebmReader}.
 */
@NullMarked
package io.mitalk.wire.webm;

import org.jspecify.annotations.NullMarked;
