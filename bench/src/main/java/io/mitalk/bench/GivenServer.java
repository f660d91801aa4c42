package io.mitalk.bench;

import java.net.URI;

/** Immutable. A server on this machine that speaks the LiveKit protocol. */
record GivenServer(URI url, String key, String secret, long pid) {}
