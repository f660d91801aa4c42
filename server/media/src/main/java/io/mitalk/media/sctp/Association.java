package io.mitalk.media.sctp;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sctp.SctpWriter;
import io.mitalk.wire.sctp.SctpWriter.InitHeader;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Owned by whoever calls it, one call at a time. One SCTP association (RFC 9260 section 4): opened by either end, kept
 * as long as the peer answers, closed in order or given up. What it cannot make sense of is counted and dropped.
 *
 * <p>An association whose peer starts anew is not restarted (section 5.2): inside DTLS a peer that lost its state lost
 * its keys as well.
 */
final class Association {

    /** Fits into a DTLS record inside a datagram of 1,200 bytes; a multiple of four. */
    static final int MAX_PACKET_BYTES = 1160;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long COOKIE_LIFE_NS = 60_000_000_000L;
    private static final int MAX_SETUPS = 8;

    private final Parts parts;
    private final AssociationEvents events;
    private final SctpView view = new SctpView();
    private final SctpWriter packet = new SctpWriter(MAX_PACKET_BYTES);
    private final byte[] cookieKey = new byte[Cookie.KEY_BYTES];
    private final Rto setup;
    private final int localTag;
    private final int localTsn;
    private State state = State.CLOSED;
    private byte[] echo = new byte[0];
    private int peerTag;
    private @Nullable Transfer transfer;
    private long setupDueNs = NEVER;
    private int setups;
    private long heardNs;

    /**
     * Types of chunks that the packet at hand has shown. Of those that order, ask or acknowledge one a packet is enough
     * (RFC 9260 section 6.10 bundles different ones), and hundreds would each cost an answer or a walk.
     */
    private final BitSet heard = new BitSet(256);

    private long heartbeatDueNs = NEVER;
    private int heartbeats;

    /** Where the association stands; the names are RFC 9260's. */
    enum State {
        CLOSED,
        COOKIE_WAIT,
        COOKIE_ECHOED,
        ESTABLISHED,
        SHUTDOWN_PENDING,
        SHUTDOWN_SENT,
        SHUTDOWN_RECEIVED,
        SHUTDOWN_ACK_SENT,
        ENDED
    }

    /** Immutable. What an association is given. */
    record Parts(
            SctpSettings settings, SctpCounters counters, Clock clock, Randomness randomness) {}

    Association(Parts parts, AssociationEvents events) {
        this.parts = parts;
        this.events = events;
        this.localTag = nonZero(parts.randomness());
        this.localTsn = parts.randomness().nextInt();
        this.setup = new Rto(parts.settings().rtoMinMs());
        parts.randomness().nextBytes(cookieKey);
    }

    /** Zero is the tag of an INIT (RFC 9260 section 3.3.2). */
    private static int nonZero(Randomness randomness) {
        int tag = randomness.nextInt();
        return tag == 0 ? 1 : tag;
    }

    /** Opens it from this end. */
    void connect() {
        if (state == State.CLOSED) {
            state = State.COOKIE_WAIT;
            sendSetup();
        }
    }

    /** Queues a message. False: there is no room, or nothing can be sent any more. */
    boolean send(OutgoingMessage message) {
        var open = transfer;
        if (open == null || state != State.ESTABLISHED || !open.outgoing().add(message)) {
            return false;
        }
        flush();
        return true;
    }

    /** Starts an outgoing stream anew when what waits on it is sent. */
    void resetStream(int stream) {
        if (transfer != null) {
            transfer.resets().want(stream);
            flush();
        }
    }

    /** A delivered message was put aside by its reader. */
    void hold(int bytes) {
        if (transfer != null) {
            transfer.incoming().hold(bytes);
        }
    }

    /** What was put aside is done with. */
    void release(int bytes) {
        if (transfer != null) {
            transfer.incoming().release(bytes);
            flush();
        }
    }

    /** What waits or is not acknowledged of messages that must arrive, in bytes. */
    long backlog() {
        return transfer == null ? 0 : transfer.outgoing().reliableBytes();
    }

    /** Closes it when everything was sent (RFC 9260 section 9.2). */
    void shutdown() {
        switch (state) {
            case ESTABLISHED -> {
                state = State.SHUTDOWN_PENDING;
                flush();
            }
            case CLOSED, COOKIE_WAIT, COOKIE_ECHOED -> end("closed");
            case SHUTDOWN_PENDING, SHUTDOWN_SENT, SHUTDOWN_RECEIVED, SHUTDOWN_ACK_SENT, ENDED -> {}
        }
    }

    /** Gives it up and says so. */
    void abort(int cause, String reason) {
        if (state != State.ENDED) {
            if (peerTag != 0) {
                emit(begin().cause(Sctp.ABORT, cause, reason));
            }
            parts.counters().failed.increment();
            end(reason);
        }
    }

    /** Takes a packet from the peer. */
    void receive(byte[] buf, int off, int len) {
        parts.counters().packetsIn.increment();
        if (state == State.ENDED
                || !view.wrap(buf, off, len)
                || view.destinationPort() != Sctp.PORT
                || !view.checksumMatches()
                || !tagFits()) {
            parts.counters().packetsRefused.increment();
            return;
        }
        heardNs = now();
        heartbeats = 0;
        boolean data = false;
        heard.clear();
        while (state != State.ENDED && view.next()) {
            data |= view.type() == Sctp.DATA;
            if (view.type() == Sctp.DATA || !heard.get(view.type())) {
                heard.set(view.type());
                chunk();
            }
        }
        if (data && transfer != null) {
            transfer.incoming().packetDone(now());
        }
        flush();
    }

    /** RFC 9260 section 8.5: who does not know our tag is not our peer. */
    private boolean tagFits() {
        view.next();
        int type = view.type();
        int flags = view.flags();
        view.rewind();
        boolean reflected =
                (type == Sctp.ABORT || type == Sctp.SHUTDOWN_COMPLETE)
                        && (flags & Sctp.REFLECTED) != 0;
        if (type == Sctp.INIT) {
            return view.tag() == 0 && view.single();
        }
        return reflected ? peerTag != 0 && view.tag() == peerTag : view.tag() == localTag;
    }

    private void chunk() {
        switch (view.type()) {
            case Sctp.INIT -> init();
            case Sctp.INIT_ACK -> initAck();
            case Sctp.COOKIE_ECHO -> cookieEcho();
            case Sctp.COOKIE_ACK -> cookieAck();
            case Sctp.DATA -> data();
            case Sctp.SACK -> sack();
            case Sctp.FORWARD_TSN -> {
                if (transfer != null) {
                    transfer.incoming().forward(view);
                }
            }
            case Sctp.RE_CONFIG -> {
                if (transfer != null) {
                    transfer.reconfigure(view);
                }
            }
            case Sctp.HEARTBEAT -> {
                if (transfer != null && view.length() <= MAX_PACKET_BYTES - Sctp.HEADER_BYTES) {
                    emit(begin().plain(Sctp.HEARTBEAT_ACK, view.value()));
                }
            }
            case Sctp.ABORT -> {
                parts.counters().failed.increment();
                end("aborted-by-peer");
            }
            case Sctp.ERROR -> {
                if (state == State.COOKIE_ECHOED && view.cause() == Sctp.CAUSE_STALE_COOKIE) {
                    state = State.COOKIE_WAIT;
                    sendSetup();
                }
            }
            case Sctp.SHUTDOWN, Sctp.SHUTDOWN_ACK, Sctp.SHUTDOWN_COMPLETE -> closing();
            // What we do not know is passed over; nobody waits for a report of it here.
            default -> {}
        }
    }

    private void init() {
        boolean opening =
                state == State.CLOSED || state == State.COOKIE_WAIT || state == State.COOKIE_ECHOED;
        if (!opening
                || view.initiateTag() == 0
                || view.outgoingStreams() == 0
                || view.incomingStreams() == 0) {
            parts.counters().packetsRefused.increment();
            return;
        }
        // Both may open at once; then each answers with the tag that it has sent (section 5.2.1).
        var cookie =
                new Cookie(
                        now(),
                        localTag,
                        view.initiateTag(),
                        localTsn,
                        view.initialTsn(),
                        (int) Math.min(view.window(), Integer.MAX_VALUE),
                        view.incomingStreams(),
                        view.has(Sctp.FORWARD_TSN_SUPPORTED));
        packet.begin(Sctp.PORT, Sctp.PORT, view.initiateTag());
        emit(packet.initAck(header(), cookie.seal(cookieKey)));
    }

    private InitHeader header() {
        return new InitHeader(
                localTag,
                parts.settings().receiveBytes(),
                Incoming.MAX_STREAMS,
                Incoming.MAX_STREAMS,
                localTsn);
    }

    private void initAck() {
        byte[] cookie = view.cookie();
        boolean fits = cookie.length > 0 && cookie.length <= MAX_PACKET_BYTES - 16;
        if (state != State.COOKIE_WAIT || !fits || view.initiateTag() == 0) {
            return;
        }
        open(
                view.initiateTag(),
                view.initialTsn(),
                (int) Math.min(view.window(), Integer.MAX_VALUE),
                view.has(Sctp.FORWARD_TSN_SUPPORTED));
        echo = cookie;
        state = State.COOKIE_ECHOED;
        setups = 0;
        sendSetup();
    }

    private void cookieEcho() {
        var cookie = Cookie.open(view.value(), cookieKey);
        if (cookie == null || cookie.localTag() != localTag) {
            parts.counters().packetsRefused.increment();
            return;
        }
        boolean known = peerTag != 0 && state != State.COOKIE_WAIT;
        if (known && peerTag != cookie.peerTag()) {
            parts.counters().packetsRefused.increment();
            return;
        }
        if (!known) {
            if (now() - cookie.madeNs() > COOKIE_LIFE_NS) {
                packet.begin(Sctp.PORT, Sctp.PORT, cookie.peerTag());
                emit(packet.cause(Sctp.ERROR, Sctp.CAUSE_STALE_COOKIE, "stale"));
                return;
            }
            open(cookie.peerTag(), cookie.peerTsn(), cookie.peerWindow(), cookie.mayForward());
        }
        emit(begin().plain(Sctp.COOKIE_ACK, new byte[0]));
        establish();
    }

    private void cookieAck() {
        if (state == State.COOKIE_ECHOED) {
            establish();
        }
    }

    private void open(int tag, int peerTsn, int window, boolean forwards) {
        peerTag = tag;
        var peering = new Transfer.Peering(localTsn, tag, peerTsn, window, forwards);
        transfer = new Transfer(parts, events, packet, peering);
    }

    private void establish() {
        if (state == State.CLOSED || state == State.COOKIE_WAIT || state == State.COOKIE_ECHOED) {
            state = State.ESTABLISHED;
            setupDueNs = NEVER;
            echo = new byte[0];
            setups = 0;
            heardNs = now();
            watch(heardNs);
            parts.counters().established.increment();
            events.established();
        }
    }

    private void data() {
        boolean open =
                state == State.ESTABLISHED
                        || state == State.COOKIE_ECHOED
                        || state == State.SHUTDOWN_PENDING
                        || state == State.SHUTDOWN_SENT;
        if (transfer != null && open && !transfer.data(view)) {
            abort(Sctp.CAUSE_PROTOCOL_VIOLATION, "protocol-violation");
        }
    }

    private void sack() {
        var open = transfer;
        if (open != null
                && state != State.COOKIE_WAIT
                && !open.outgoing().acknowledged(view, now())) {
            abort(Sctp.CAUSE_PROTOCOL_VIOLATION, "acknowledged-the-unsent");
        }
    }

    private void closing() {
        switch (view.type()) {
            case Sctp.SHUTDOWN -> {
                if (state == State.ESTABLISHED || state == State.SHUTDOWN_PENDING) {
                    state = State.SHUTDOWN_RECEIVED;
                } else if (state == State.SHUTDOWN_SENT) {
                    state = State.SHUTDOWN_ACK_SENT;
                    sendSetup();
                }
            }
            case Sctp.SHUTDOWN_ACK -> {
                if (state == State.SHUTDOWN_SENT || state == State.SHUTDOWN_ACK_SENT) {
                    emit(begin().plain(Sctp.SHUTDOWN_COMPLETE, new byte[0]));
                    end("closed");
                }
            }
            default -> {
                if (state == State.SHUTDOWN_ACK_SENT) {
                    end("closed");
                }
            }
        }
    }

    /** The chunk of this state, sent again until it is answered. */
    private void sendSetup() {
        switch (state) {
            case COOKIE_WAIT -> {
                packet.begin(Sctp.PORT, Sctp.PORT, 0);
                emit(packet.init(header()));
            }
            case COOKIE_ECHOED -> emit(begin().plain(Sctp.COOKIE_ECHO, echo));
            case SHUTDOWN_SENT -> {
                if (transfer != null) {
                    emit(begin().shutdown(transfer.incoming().cumulativeTsn()));
                }
            }
            case SHUTDOWN_ACK_SENT -> emit(begin().plain(Sctp.SHUTDOWN_ACK, new byte[0]));
            case CLOSED, ESTABLISHED, SHUTDOWN_PENDING, SHUTDOWN_RECEIVED, ENDED -> {}
        }
        setupDueNs = now() + setup.ns();
    }

    /** When {@link #tick} wants to be called at the latest; {@link Long#MAX_VALUE} for never. */
    long dueNs() {
        if (state == State.ENDED) {
            return NEVER;
        }
        long due = Math.min(setupDueNs, heartbeatDueNs);
        return transfer == null ? due : Math.min(due, transfer.dueNs());
    }

    /** Does what is due. */
    void tick() {
        if (state == State.ENDED) {
            return;
        }
        long nowNs = now();
        if (nowNs >= setupDueNs) {
            if (++setups > MAX_SETUPS) {
                giveUp();
                return;
            }
            setup.backOff();
            sendSetup();
        }
        if ((transfer != null && !transfer.tick(nowNs)) || !heartbeat(nowNs)) {
            abort(Sctp.CAUSE_USER_ABORT, "no-answer");
            return;
        }
        flush();
    }

    private void giveUp() {
        if (state == State.SHUTDOWN_ACK_SENT) {
            // The peer's last word was lost, and it has closed.
            end("closed");
        } else {
            abort(Sctp.CAUSE_USER_ABORT, "no-answer");
        }
    }

    /** Asks a silent peer whether it is there (RFC 9260 section 8.3). False: it did not answer often enough. */
    private boolean heartbeat(long nowNs) {
        if (nowNs < heartbeatDueNs) {
            return true;
        }
        long silentNs = nowNs - heardNs;
        if (silentNs >= parts.settings().heartbeatMs() * 1_000_000L) {
            if (++heartbeats > parts.settings().maxTimeouts()) {
                return false;
            }
            emit(begin().heartbeat(new byte[8]));
            watch(nowNs);
        } else {
            watch(heardNs);
        }
        return true;
    }

    private void watch(long fromNs) {
        int everyMs = parts.settings().heartbeatMs();
        heartbeatDueNs = everyMs == 0 ? NEVER : fromNs + everyMs * 1_000_000L;
    }

    private void flush() {
        var open = transfer;
        if (open == null) {
            return;
        }
        open.flush(now());
        boolean done = open.outgoing().isEmpty();
        if (done && state == State.SHUTDOWN_PENDING) {
            state = State.SHUTDOWN_SENT;
            sendSetup();
        } else if (done && state == State.SHUTDOWN_RECEIVED) {
            state = State.SHUTDOWN_ACK_SENT;
            sendSetup();
        }
    }

    private SctpWriter begin() {
        return packet.begin(Sctp.PORT, Sctp.PORT, peerTag);
    }

    private void emit(SctpWriter finished) {
        parts.counters().packetsOut.increment();
        events.send(finished.finish());
    }

    private void end(String reason) {
        state = State.ENDED;
        transfer = null;
        events.ended(reason);
    }

    private long now() {
        return parts.clock().nanoTime();
    }
}
