package io.mitalk.media.dtls;

import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;

/** Immutable. What a handshake yields. */
record Handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {}
