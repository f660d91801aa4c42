package io.mitalk.media.dtls;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Owned by the handshake's thread. A handshake in a recording of the JDK's flight recorder. */
@Name("mitalk.Handshake")
@Label("DTLS handshake")
@Description(
        "From the first datagram to keys or failure, with the wait for a place and for the peer")
@Category({"MiTalk", "Media"})
@StackTrace(false)
final class HandshakeEvent extends Event {

    @Label("Role")
    String role = "";

    @Label("Outcome")
    String outcome = "";

    @Label("Attempts")
    int attempts;
}
