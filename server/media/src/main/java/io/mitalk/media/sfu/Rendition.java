package io.mitalk.media.sfu;

/** Immutable. In which shape a receiver gets a track; each shape is made once a track, for all who get it so. */
enum Rendition {
    /** The publisher's packets as they came. */
    PLAIN,
    /** The same with those before it in each (RFC 2198). */
    RED,
    /** Several of the publisher's packets in one, under numbers of their own. */
    MERGED
}
