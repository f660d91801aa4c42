package io.mitalk.media.dtls;

import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.SrtpRole;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. One DTLS association. No method blocks: a handshake runs on a virtual thread of its own that ends with
 * it, and what comes later is handled in short turns on the session's queue.
 *
 * <p>Only datagrams from the address that ICE validated may be offered; that is what keeps strangers' hellos out.
 * Against those with a forged source address, a server starts over, in silence, when a handshake breaks before its
 * client has shown a certificate.
 */
public final class DtlsSession {

    /** How long a handshake may take, from the first whole hello to the last Finished. */
    public static final int HANDSHAKE_MS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(DtlsSession.class);

    /** As many hellos as a transport lets through in that time; who repeats itself more often is not waited for. */
    private static final int MAX_ATTEMPTS = 2_000;

    /** Where a session's time and turns come from, and where its handshake waits for its turn to compute. */
    public record Parts(Clock clock, Threads threads, Turnstile turnstile) {

        /** With a place for everybody, for the active end. */
        public Parts(Clock clock, Threads threads) {
            this(clock, threads, new Turnstile(clock, Integer.MAX_VALUE));
        }
    }

    private enum State {
        NEW,
        HANDSHAKING,
        CONNECTED,
        ENDED
    }

    private final SrtpRole role;
    private final DtlsCertificate certificate;
    private final Clock clock;
    private final SerialQueue queue;
    private final Inbox inbox;
    private final DtlsListener listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final AtomicBoolean turnPending = new AtomicBoolean();

    /** Touched on the queue only. */
    private @Nullable DTLSTransport transport;

    private DtlsSession(
            SrtpRole role,
            DtlsCertificate certificate,
            Parts parts,
            Inbox inbox,
            DtlsListener listener) {
        this.role = role;
        this.certificate = certificate;
        this.clock = parts.clock;
        this.queue = parts.threads.serialQueue("dtls");
        this.inbox = inbox;
        this.listener = listener;
    }

    /** The passive end: does nothing and costs next to nothing until a ClientHello is offered. */
    public static DtlsSession server(
            DtlsCertificate certificate, Parts parts, DtlsSink sink, DtlsListener listener) {
        return new DtlsSession(
                SrtpRole.SERVER, certificate, parts, new Inbox(sink, parts.turnstile), listener);
    }

    /** The active end: sends its first hello at {@link #start}. */
    public static DtlsSession client(
            DtlsCertificate certificate, Parts parts, DtlsSink sink, DtlsListener listener) {
        return new DtlsSession(
                SrtpRole.CLIENT, certificate, parts, new Inbox(sink, parts.turnstile), listener);
    }

    /** Begins the handshake, once; a server begins by itself. */
    public void start() {
        if (state.compareAndSet(State.NEW, State.HANDSHAKING)) {
            queue.execute(this::handshake);
        }
    }

    /**
     * Hands in a datagram that came from the validated address; the array is the session's from now on. Returns
     * whether it was taken: what is not a DTLS record, or comes when nothing is expected or the queue is full, is
     * dropped.
     */
    public boolean offer(byte[] datagram) {
        if (!RecordFilter.passes(datagram, waitsForServer())) {
            return false;
        }
        if (state.get() == State.NEW) {
            if (role == SrtpRole.CLIENT || !RecordFilter.clientHello(datagram)) {
                return false;
            }
            boolean taken = inbox.offer(datagram, false);
            start();
            return taken;
        }
        if (state.get() == State.ENDED || !inbox.offer(datagram, state.get() == State.CONNECTED)) {
            return false;
        }
        if (state.get() == State.CONNECTED && turnPending.compareAndSet(false, true)) {
            queue.execute(this::turn);
        }
        return true;
    }

    /** Runs {@code task} on the session's queue, where application data is received and sent. */
    public void execute(Runnable task) {
        queue.execute(task);
    }

    /** Sends application data of at most 1,160 bytes; only on the queue, and in vain unless connected. */
    public void send(byte[] data) {
        var current = transport;
        if (current == null || state.get() != State.CONNECTED) {
            return;
        }
        try {
            current.send(data, 0, data.length);
        } catch (IOException e) {
            LOG.debug("application data could not be sent: {}", e.toString());
        }
    }

    /** Says close_notify when connected and ends; the listener hears nothing more. */
    public void close() {
        var before = state.getAndSet(State.ENDED);
        if (before == State.ENDED) {
            return;
        }
        inbox.shut();
        if (before == State.CONNECTED) {
            queue.execute(this::sayGoodbye);
        }
    }

    /** A client must hear that a server refuses its hello; nobody else heeds what anyone could have written. */
    private boolean waitsForServer() {
        return role == SrtpRole.CLIENT && state.get() == State.HANDSHAKING;
    }

    private void handshake() {
        var event = new HandshakeEvent();
        event.begin();
        inbox.enter();
        try {
            attempt(event);
        } finally {
            inbox.leave();
            event.role = role.name();
            event.commit();
        }
    }

    private void attempt(HandshakeEvent event) {
        long deadlineNs = deadlineNs();
        boolean begun = false;
        var reason = DtlsFailure.TIMED_OUT;
        for (int attempt = 0;
                attempt < MAX_ATTEMPTS && state.get() == State.HANDSHAKING;
                attempt++) {
            int leftMs = (int) ((deadlineNs - clock.nanoTime()) / 1_000_000);
            if (leftMs <= 0) {
                break;
            }
            event.attempts = attempt + 1;
            var agreement = new Agreement();
            try {
                inbox.begin(role == SrtpRole.SERVER);
                var connected = connect(agreement, leftMs);
                inbox.speak();
                inbox.leave();
                event.outcome = "connected";
                handshaken(connected, agreement.result());
                return;
            } catch (TlsTimeoutException e) {
                if (begun || inbox.hasBegun()) {
                    break;
                }
                // Nothing but pieces of a hello has come, which the client need not have sent.
                deadlineNs = deadlineNs();
            } catch (IOException e) {
                begun = true;
                LOG.debug("a DTLS handshake broke: {}", e.toString());
                reason = reasonOf(e, agreement);
                if (role == SrtpRole.CLIENT || agreement.identified()) {
                    break;
                }
            }
        }
        event.outcome = reason.text();
        if (state.compareAndSet(State.HANDSHAKING, State.ENDED)) {
            listener.failed(reason);
        }
    }

    private long deadlineNs() {
        return clock.nanoTime() + HANDSHAKE_MS * 1_000_000L;
    }

    private DTLSTransport connect(Agreement agreement, int timeoutMs) throws IOException {
        return switch (role) {
            case SERVER ->
                    new DTLSServerProtocol()
                            .accept(new ServerPeer(certificate, agreement, timeoutMs), inbox);
            case CLIENT ->
                    new DTLSClientProtocol()
                            .connect(new ClientPeer(certificate, agreement, timeoutMs), inbox);
        };
    }

    private static DtlsFailure reasonOf(IOException e, Agreement agreement) {
        if (agreement.certificateMissing()) {
            return DtlsFailure.NO_CERTIFICATE;
        }
        if (e instanceof TlsFatalAlertReceived) {
            return DtlsFailure.REFUSED_BY_PEER;
        }
        return agreement.identified() ? DtlsFailure.BROKEN : DtlsFailure.NOT_AGREED;
    }

    private void handshaken(DTLSTransport connected, Handshaken result) {
        transport = connected;
        if (state.compareAndSet(State.HANDSHAKING, State.CONNECTED)) {
            listener.handshaken(result.profile(), result.keys(), result.peerFingerprint());
            turn();
        } else {
            sayGoodbye();
        }
    }

    /**
     * Reads what waits: application data, a repeated Finished that makes Bouncy Castle repeat our last flight, an alert
     * that may end the session.
     */
    private void turn() {
        turnPending.set(false);
        var current = transport;
        if (current == null) {
            return;
        }
        var buf = new byte[Inbox.MAX_DATAGRAM_BYTES];
        try {
            while (!inbox.isEmpty() && state.get() == State.CONNECTED && !inbox.closedByPeer()) {
                int length = current.receive(buf, 0, buf.length, 1);
                if (length > 0) {
                    listener.received(buf, length);
                }
            }
        } catch (IOException e) {
            LOG.debug("a DTLS session ended: {}", e.toString());
            ended();
            return;
        }
        if (inbox.closedByPeer()) {
            ended();
        }
    }

    private void ended() {
        transport = null;
        if (state.compareAndSet(State.CONNECTED, State.ENDED)) {
            listener.closed();
        }
    }

    private void sayGoodbye() {
        var current = transport;
        transport = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                LOG.debug("close_notify could not be made: {}", e.toString());
            }
        }
    }
}
