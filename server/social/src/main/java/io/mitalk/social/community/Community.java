package io.mitalk.social.community;

import org.jspecify.annotations.Nullable;

/**
 * Immutable. What everybody may know of the community.
 *
 * @param name the operator's, or the configured brand
 * @param needsSetup whether nobody operates it yet
 * @param mail whether letters really leave
 */
public record Community(
        String name,
        String description,
        String rules,
        @Nullable String pictureUrl,
        boolean needsSetup,
        boolean mail) {}
