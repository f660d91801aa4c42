/**
 * The only place that knows webauthn4j: verifies what authenticators sign (WebAuthn Level 3). Start reading at {@link
 * io.mitalk.social.auth.passkey.WebAuthn}.
 */
@NullMarked
package io.mitalk.social.auth.passkey;

import org.jspecify.annotations.NullMarked;
