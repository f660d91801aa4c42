/**
 * Who is signed in, and how: one-time codes by mail, passkeys, links that an operator hands over. Tokens and codes are
 * stored as hashes only, and are in no log. Start reading at {@link io.mitalk.social.auth.Sessions}.
 */
@NullMarked
package io.mitalk.social.auth;

import org.jspecify.annotations.NullMarked;
