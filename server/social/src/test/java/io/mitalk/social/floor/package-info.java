/** The floor's rules by themselves. */
@NullMarked
package io.mitalk.social.floor;

import org.jspecify.annotations.NullMarked;
