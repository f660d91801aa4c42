package io.mitalk.social.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What others see of a person everywhere. A deleted account's card has its handle and an empty name.
 *
 * @param pictureUrl null until there are pictures of people
 */
public record PersonCard(UUID id, String handle, String displayName, @Nullable String pictureUrl) {}
