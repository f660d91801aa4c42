package io.mitalk.realtime;

/** Immutable. What one node tells all nodes, itself included. */
public sealed interface BusMessage
        permits ChannelEvent, AccessChanged, StandingChanged, SessionEnded, Ephemeral {}
