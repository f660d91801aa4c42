/**
 * The operator's console: the people, links for who cannot sign in, operators, and the log of actions. Knows other
 * nouns; no noun knows it.
 *
 * <p>Start reading at {@link io.mitalk.social.admin.AdminRoutes}.
 */
@NullMarked
package io.mitalk.social.admin;

import org.jspecify.annotations.NullMarked;
