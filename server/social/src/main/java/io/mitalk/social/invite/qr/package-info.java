/** Links as squares for cameras; the only place that knows the drawing library. */
@NullMarked
package io.mitalk.social.invite.qr;

import org.jspecify.annotations.NullMarked;
