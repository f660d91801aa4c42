/**
 * Time as a part that is handed in, so that a test can hold it still. Start reading at {@link
 * io.mitalk.kit.time.Clock}.
 */
@NullMarked
package io.mitalk.kit.time;

import org.jspecify.annotations.NullMarked;
