/** Where the application meets the media plane. Start reading at {@link io.mitalk.app.bridge.EmbeddedStage}. */
@NullMarked
package io.mitalk.app.bridge;

import org.jspecify.annotations.NullMarked;
