/**
 * What members see of each other: card, words, who let whom in and why. Never an address, never a telephone.
 *
 * <p>Start reading at {@link io.mitalk.social.profile.ProfileRoutes}.
 */
@NullMarked
package io.mitalk.social.profile;

import org.jspecify.annotations.NullMarked;
