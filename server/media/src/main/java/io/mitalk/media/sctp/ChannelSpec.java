package io.mitalk.media.sctp;

/**
 * Immutable. A channel that we open.
 *
 * @param ordered whether messages keep their order
 * @param reliable whether they all arrive; otherwise each is sent once
 */
public record ChannelSpec(String label, boolean ordered, boolean reliable) {}
