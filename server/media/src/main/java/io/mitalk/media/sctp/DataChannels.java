package io.mitalk.media.sctp;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.sctp.OutgoingMessage.Address;
import io.mitalk.wire.sctp.DcepOpen;
import io.mitalk.wire.sctp.Sctp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owned by whoever calls it, one call at a time. The data channels of one transport (RFC 8831, RFC 8832): those that
 * the peer opens and those of ours, the messages on them, and the bounds on what waits in either direction.
 */
public final class DataChannels {

    private static final int MAX_LABEL_CHARS = 128;
    private static final long MS = 1_000_000;

    private final Parts parts;
    private final DataListener listener;
    private final Consumer<byte[]> sink;
    private final Association association;
    private final boolean dtlsClient;
    private final List<ChannelSpec> wanted = new ArrayList<>();
    private final Map<Integer, Channel> channels = new HashMap<>();
    private final ArrayDeque<DataMessage> ready = new ArrayDeque<>();
    private int nextStream;
    private long unread;
    private boolean established;

    /**
     * Immutable. What channels are given.
     *
     * @param unreadBytes what may be delivered and not consumed; the rest waits, and in the end the sender does
     */
    public record Parts(
            SctpSettings settings,
            int unreadBytes,
            SctpCounters counters,
            Clock clock,
            Randomness randomness) {}

    private static final class Channel {
        private final int stream;
        private final DcepOpen terms;
        private boolean acknowledged;

        private Channel(int stream, DcepOpen terms, boolean acknowledged) {
            this.stream = stream;
            this.terms = terms;
            this.acknowledged = acknowledged;
        }

        boolean reliable() {
            return terms.limit() == DcepOpen.Limit.NONE;
        }
    }

    /**
     * Passive until {@link #connect} or the peer's first packet.
     *
     * @param dtlsClient whether ours is the active end of DTLS: it opens the even streams (RFC 8832 section 6)
     * @param sink where packets go; the array is its to keep
     */
    public DataChannels(
            Parts parts, boolean dtlsClient, Consumer<byte[]> sink, DataListener listener) {
        this.parts = parts;
        this.dtlsClient = dtlsClient;
        this.sink = sink;
        this.listener = listener;
        this.nextStream = dtlsClient ? 0 : 1;
        this.association =
                new Association(
                        new Association.Parts(
                                parts.settings(),
                                parts.counters(),
                                parts.clock(),
                                parts.randomness()),
                        new Told());
    }

    /** Opens a channel as soon as the association stands. */
    public void create(ChannelSpec spec) {
        if (established) {
            open(spec);
        } else {
            wanted.add(spec);
        }
    }

    /** Opens the association from this end. */
    public void connect() {
        association.connect();
    }

    /** Takes what came through DTLS. */
    public void receive(byte[] buf, int off, int len) {
        association.receive(buf, off, len);
    }

    /** When {@link #tick} wants to be called at the latest; {@link Long#MAX_VALUE} for never. */
    public long dueNs() {
        return association.dueNs();
    }

    /** Does what is due. */
    public void tick() {
        association.tick();
    }

    /**
     * Sends a message on the channel of this label. False: there is none, or the message is too long. When a reliable
     * channel has no room left the association is given up, since what follows could not be in order.
     */
    public boolean send(String label, boolean text, byte[] message) {
        var channel = find(label);
        if (!established
                || channel == null
                || message.length > parts.settings().maxMessageBytes()) {
            return false;
        }
        boolean empty = message.length == 0;
        int ppid =
                text
                        ? empty ? Sctp.PPID_STRING_EMPTY : Sctp.PPID_STRING
                        : empty ? Sctp.PPID_BINARY_EMPTY : Sctp.PPID_BINARY;
        boolean taken = association.send(outgoing(channel, ppid, empty ? new byte[1] : message));
        if (taken) {
            parts.counters().messagesOut.increment();
            parts.counters().bytesOut.add(message.length);
        } else if (channel.reliable()) {
            association.abort(Sctp.CAUSE_OUT_OF_RESOURCE, "send-buffer-full");
        } else {
            parts.counters().lossyDropped.increment();
        }
        return taken;
    }

    private OutgoingMessage outgoing(Channel channel, int ppid, byte[] bytes) {
        var terms = channel.terms;
        // Until the peer has confirmed the channel nothing may overtake its opening (RFC 8832
        // section 6).
        boolean unordered = terms.unordered() && channel.acknowledged;
        int value = (int) Math.min(terms.value(), Integer.MAX_VALUE);
        return new OutgoingMessage(
                new Address(channel.stream, ppid, unordered),
                bytes,
                terms.limit() == DcepOpen.Limit.RETRANSMITS ? value : OutgoingMessage.UNLIMITED,
                terms.limit() == DcepOpen.Limit.LIFETIME
                        ? parts.clock().nanoTime() + value * MS
                        : Long.MAX_VALUE);
    }

    /** A delivered message is done with: the next ones may come. */
    public void consumed(DataMessage message) {
        unread -= message.charge();
        while (!ready.isEmpty() && fits(ready.peek())) {
            var next = ready.poll();
            deliver(next);
            association.release(next.charge());
        }
    }

    /** What waits or is not acknowledged of messages that must arrive, in bytes. */
    public long backlog() {
        return association.backlog();
    }

    /** Closes it when everything was sent. */
    public void close() {
        association.shutdown();
    }

    /** Gives it up; the listener hears the reason. */
    public void abort(String reason) {
        association.abort(Sctp.CAUSE_USER_ABORT, reason);
    }

    private @Nullable Channel find(String label) {
        for (var channel : channels.values()) {
            if (channel.terms.label().equals(label)) {
                return channel;
            }
        }
        return null;
    }

    private void open(ChannelSpec spec) {
        var limit = spec.reliable() ? DcepOpen.Limit.NONE : DcepOpen.Limit.RETRANSMITS;
        var terms = new DcepOpen(!spec.ordered(), limit, 0, 0, spec.label(), "");
        var channel = new Channel(nextStream, terms, false);
        nextStream += 2;
        channels.put(channel.stream, channel);
        control(channel.stream, terms.bytes());
        listener.opened(spec.label());
    }

    private void control(int stream, byte[] message) {
        var to = new Address(stream, Sctp.PPID_DCEP, false);
        association.send(
                new OutgoingMessage(to, message, OutgoingMessage.UNLIMITED, Long.MAX_VALUE));
    }

    private void dcep(IncomingMessage message) {
        var known = channels.get(message.stream());
        if (DcepOpen.isAck(message.bytes())) {
            if (known != null) {
                known.acknowledged = true;
            }
            return;
        }
        var terms = DcepOpen.parse(message.bytes());
        if (terms == null || known != null) {
            parts.counters().packetsRefused.increment();
            return;
        }
        boolean theirs = (message.stream() & 1) == (dtlsClient ? 1 : 0);
        if (!theirs
                || channels.size() >= parts.settings().maxChannels()
                || terms.label().length() > MAX_LABEL_CHARS) {
            association.resetStream(message.stream());
            parts.counters().packetsRefused.increment();
            return;
        }
        channels.put(message.stream(), new Channel(message.stream(), terms, true));
        control(message.stream(), DcepOpen.ack());
        listener.opened(terms.label());
    }

    private void user(IncomingMessage came) {
        var channel = channels.get(came.stream());
        boolean empty =
                came.ppid() == Sctp.PPID_STRING_EMPTY || came.ppid() == Sctp.PPID_BINARY_EMPTY;
        boolean text = came.ppid() == Sctp.PPID_STRING || came.ppid() == Sctp.PPID_STRING_EMPTY;
        if (channel == null || !(empty || text || came.ppid() == Sctp.PPID_BINARY)) {
            parts.counters().packetsRefused.increment();
            return;
        }
        var message =
                new DataMessage(
                        channel.terms.label(),
                        channel.reliable(),
                        text,
                        empty ? new byte[0] : came.bytes());
        if (ready.isEmpty() && fits(message)) {
            deliver(message);
        } else if (channel.reliable()) {
            ready.add(message);
            association.hold(message.charge());
        } else {
            parts.counters().lossyDropped.increment();
        }
    }

    private boolean fits(DataMessage message) {
        return unread == 0 || unread + message.charge() <= parts.unreadBytes();
    }

    private void deliver(DataMessage message) {
        unread += message.charge();
        parts.counters().messagesIn.increment();
        parts.counters().bytesIn.add(message.bytes().length);
        listener.message(message);
    }

    /** What the association tells. */
    private final class Told implements AssociationEvents {

        @Override
        public void send(byte[] packet) {
            sink.accept(packet);
        }

        @Override
        public void established() {
            established = true;
            parts.counters().associations.increment();
            for (var spec : wanted) {
                open(spec);
            }
            wanted.clear();
        }

        @Override
        public void message(IncomingMessage message) {
            if (message.ppid() == Sctp.PPID_DCEP) {
                dcep(message);
            } else {
                user(message);
            }
        }

        @Override
        public void reset(int stream) {
            var closed = channels.remove(stream);
            if (closed != null) {
                association.resetStream(stream);
                listener.closed(closed.terms.label());
            }
        }

        @Override
        public void ended(String reason) {
            if (established) {
                established = false;
                parts.counters().associations.decrement();
            }
            ready.clear();
            listener.ended(reason);
        }
    }
}
