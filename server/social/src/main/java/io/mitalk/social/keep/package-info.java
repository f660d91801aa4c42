/**
 * What people recorded or drew, on the shelf. Invariants: a recording is kept only after everything but its sound was
 * taken out; whoever keeps something says which rows still name it, and what no row names goes after a day. Who may
 * hear or see it is the business of the noun that keeps it. Start reading at {@link io.mitalk.social.keep.Keeping}.
 */
@NullMarked
package io.mitalk.social.keep;

import org.jspecify.annotations.NullMarked;
