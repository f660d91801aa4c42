/** Languages and texts of people. Start reading at {@link io.mitalk.kit.text.Language}. */
@NullMarked
package io.mitalk.kit.text;

import org.jspecify.annotations.NullMarked;
