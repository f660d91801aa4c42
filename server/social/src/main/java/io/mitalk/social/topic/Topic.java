package io.mitalk.social.topic;

import java.util.UUID;

/**
 * Immutable. A topic as a list shows it.
 *
 * @param language {@code zh} or {@code en}
 * @param live how many of its open rooms the asker may see
 * @param proposed how many of its proposed rooms the asker may see
 */
public record Topic(UUID id, String title, String language, int live, int proposed) {}
