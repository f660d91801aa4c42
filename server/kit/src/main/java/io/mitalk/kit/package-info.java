/** What every module may use. Start reading at {@link io.mitalk.kit.config.Config}. */
@NullMarked
package io.mitalk.kit;

import org.jspecify.annotations.NullMarked;
