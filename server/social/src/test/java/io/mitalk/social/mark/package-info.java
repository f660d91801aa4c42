/** Marks and minutes, reactions, evidence and comments. Start reading at {@link io.mitalk.social.mark.MarkFlowTest}. */
@NullMarked
package io.mitalk.social.mark;

import org.jspecify.annotations.NullMarked;
