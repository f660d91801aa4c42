package io.mitalk.media.sfu;

import io.mitalk.media.ice.IceCredentials;
import io.mitalk.media.ice.IceLite;
import io.mitalk.media.sctp.DataMessage;
import java.net.InetSocketAddress;
import java.util.List;

/** Thread-safe. One ICE, DTLS and SRTP association with a client. */
public final class TransportHandle {

    private final Worker worker;
    private final Transport transport;
    private volatile LocalParameters local;

    TransportHandle(Worker worker, Transport transport, IceCredentials credentials) {
        this.worker = worker;
        this.transport = transport;
        this.local = parameters(worker, credentials);
    }

    private static LocalParameters parameters(Worker worker, IceCredentials credentials) {
        var context = worker.context();
        var settings = context.settings();
        var ice = new IceParameters(credentials.ufrag(), credentials.password());
        return new LocalParameters(
                ice,
                context.dtls().certificate().fingerprint(),
                candidates(settings, settings.udp() ? worker.port() : 0),
                candidates(settings, worker.tcpPort()));
    }

    private static List<InetSocketAddress> candidates(SfuSettings settings, int port) {
        return port == 0
                ? List.of()
                : settings.addresses().stream()
                        .map(address -> new InetSocketAddress(address, port))
                        .toList();
    }

    /** Whether packets may bring earlier ones along (RFC 2198), in either direction. */
    public boolean red() {
        return worker.context().settings().forward().redDepth() > 0;
    }

    /** What our descriptions say; new credentials after {@link #restartIce}. */
    public LocalParameters local() {
        return local;
    }

    /**
     * What the client's description says. Datagrams of the handshake that came earlier were kept. Called again with
     * other credentials it completes an ICE restart; another fingerprint than before fails the transport.
     */
    public void remote(RemoteParameters parameters) {
        worker.post(new WorkerCommand.SetRemote(transport, parameters));
    }

    /**
     * Begins an ICE restart (RFC 8445 section 9) and returns the new parameters. The old credentials stay valid until a
     * pair under the new ones is nominated; DTLS and SRTP go on.
     */
    public synchronized LocalParameters restartIce() {
        var credentials = IceLite.fresh(worker.context().randomness());
        var fresh = parameters(worker, credentials);
        worker.expect(credentials.ufrag());
        worker.post(new WorkerCommand.RestartIce(transport, credentials));
        local = fresh;
        return fresh;
    }

    /**
     * Accepts a track from the client.
     *
     * @throws IllegalStateException on a subscriber's transport
     */
    public UpTrackHandle addUpTrack(UpTrackSpec spec) {
        if (transport.role() != TransportRole.PUBLISHER) {
            throw new IllegalStateException("a client publishes on its publisher transport only");
        }
        var span = new TrackSpan(transport, spec);
        worker.post(new WorkerCommand.AddUpTrack(span.track()));
        return new UpTrackHandle(span);
    }

    /**
     * Starts to forward {@code source} to the client.
     *
     * @throws IllegalArgumentException when the source is a track of another room
     */
    public DownTrackHandle addDownTrack(UpTrackHandle source, DownTrackSpec spec) {
        var room = transport.peer().room();
        if (source.span().track().room().span() != room.span()) {
            throw new IllegalArgumentException("the source is a track of another room");
        }
        var track = new DownTrack(transport, source.span().feed(room), spec);
        worker.post(new WorkerCommand.AddDownTrack(track));
        return new DownTrackHandle(worker, track);
    }

    /**
     * Sends on the data channel of this label, in vain while none is open. Whether so much waits for the client now
     * that whoever can wait should: {@link DataObserver#drained} tells when it is less.
     */
    public boolean sendData(String label, boolean text, byte[] message) {
        var data = transport.data();
        return data != null && data.send(label, text, message);
    }

    /** A message of the observer is done with; until then it counts against what the client may have unread. */
    public void consumed(DataMessage message) {
        var data = transport.data();
        if (data != null) {
            data.consumed(message);
        }
    }
}
