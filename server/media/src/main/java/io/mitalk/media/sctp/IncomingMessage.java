package io.mitalk.media.sctp;

/** Immutable. A whole message as it came. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record IncomingMessage(int stream, int ssn, int ppid, boolean unordered, byte[] bytes) {}
