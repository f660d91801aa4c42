/**
 * Tells programs outside what happens in rooms of operators' keys. Start reading at {@link
 * io.mitalk.livekit.webhook.Webhooks}.
 */
@NullMarked
package io.mitalk.livekit.webhook;

import org.jspecify.annotations.NullMarked;
