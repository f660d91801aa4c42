/** Chance and identifiers as parts that are handed in. Start reading at {@link io.mitalk.kit.id.Randomness}. */
@NullMarked
package io.mitalk.kit.id;

import org.jspecify.annotations.NullMarked;
