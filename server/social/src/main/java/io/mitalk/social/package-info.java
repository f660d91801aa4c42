/** The nouns of a community: one package each, of one shape. Each noun's plural is its only public door. */
@NullMarked
package io.mitalk.social;

import org.jspecify.annotations.NullMarked;
