/** Tests of taps. */
@NullMarked
package io.mitalk.media.tap;

import org.jspecify.annotations.NullMarked;
