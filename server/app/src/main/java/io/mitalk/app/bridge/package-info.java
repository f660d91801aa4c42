/** Where the application meets the media plane. Start reading at {@link io.mitalk.app.bridge.KeyAdmission}. */
@NullMarked
package io.mitalk.app.bridge;

import org.jspecify.annotations.NullMarked;
