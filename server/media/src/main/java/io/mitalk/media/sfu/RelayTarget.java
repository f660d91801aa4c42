package io.mitalk.media.sfu;

import org.jspecify.annotations.Nullable;

/** Owned by one worker thread. What packets of another worker are for. */
@FunctionalInterface
interface RelayTarget {

    /** Takes a packet, valid until it returns; null when it was taken, otherwise why not. */
    @Nullable DropReason relayed(AudioPacket packet);
}
