package io.mitalk.media.dtls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the session's queue. Stands between a client's datagrams and one attempt of Bouncy Castle at a handshake,
 * and hands on whole messages only. Until the client's certificate is known, anybody can forge a fragment or a record
 * number from its address. Bouncy Castle would believe the first fragment about a message's length, and the highest
 * number about what is old; both would keep the client's own messages out until the handshake's time is over. Here a
 * fragment goes to every draft that it does not contradict, or begins one, so that a client that sends a message again
 * completes it whatever came before; and records get our own numbers.
 */
final class ClientFlight {

    /**
     * What a client sends in the clear, in the order of its message numbers (RFC 5246 section 7.3): ClientHello,
     * Certificate, ClientKeyExchange, CertificateVerify. We ask for no hello twice, and always for a certificate.
     */
    private static final int[] TYPES = {1, 11, 16, 15};

    /** The honest draft of a message, and room for what others make of it meanwhile. */
    private static final int MAX_DRAFTS = 3;

    /** More than a client cuts its longest message into. */
    private static final int MAX_PIECES = 64;

    /** A record of ours fits into what Bouncy Castle reads at once. */
    private static final int MAX_FRAGMENT_BYTES = 1200;

    private static final int MESSAGE_HEADER_BYTES = 12;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final byte DTLS_1_2 = (byte) 0xfd;

    private final ArrayDeque<byte[]> ready = new ArrayDeque<>();
    private final List<List<Draft>> drafts = new ArrayList<>(TYPES.length);

    /** Lengths of the messages that were handed on, -1 for those that were not. */
    private final int[] handedOn = new int[TYPES.length];

    private long nextRecord;

    /** A message that is being put together; holds no more bytes than came. */
    private static final class Draft {
        private final int length;
        private final List<Piece> pieces = new ArrayList<>(2);
        private int bytes;

        Draft(int length) {
            this.length = length;
        }

        /** Whether a piece may belong to it: of a message of this length, and the same wherever they overlap. */
        boolean agrees(Piece next, int messageLength) {
            if (length != messageLength || pieces.size() == MAX_PIECES) {
                return false;
            }
            for (var piece : pieces) {
                if (!piece.agrees(next)) {
                    return false;
                }
            }
            return true;
        }

        void add(Piece next) {
            for (var piece : pieces) {
                if (piece.at <= next.at && piece.end() >= next.end()) {
                    return;
                }
            }
            pieces.add(next);
            bytes += next.body.length;
        }

        /** The whole message, null while something is missing. */
        byte @Nullable [] whole() {
            if (bytes < length) {
                return null;
            }
            var body = new byte[length];
            var known = new BitSet(length);
            for (var piece : pieces) {
                System.arraycopy(piece.body, 0, body, piece.at, piece.body.length);
                known.set(piece.at, piece.end());
            }
            return known.cardinality() == length ? body : null;
        }
    }

    /** Some bytes of a message, from one place on. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared as a whole
    private record Piece(int at, byte[] body) {

        int end() {
            return at + body.length;
        }

        boolean agrees(Piece other) {
            int from = Math.max(at, other.at);
            int to = Math.min(end(), other.end());
            return from >= to
                    || Arrays.equals(
                            body, from - at, to - at, other.body, from - other.at, to - other.at);
        }
    }

    ClientFlight() {
        Arrays.fill(handedOn, -1);
        for (int i = 0; i < TYPES.length; i++) {
            drafts.add(new ArrayList<>(1));
        }
    }

    /** Takes a datagram that {@link RecordFilter} lets pass; what it makes possible waits for {@link #poll}. */
    void take(byte[] datagram) {
        int at = 0;
        while (at < datagram.length) {
            int end = at + RecordFilter.HEADER_BYTES + RecordFilter.number(datagram, at + 11, 2);
            if (RecordFilter.number(datagram, at + 3, 2) != 0) {
                // Sealed, so nobody else can have made it.
                ready.add(Arrays.copyOfRange(datagram, at, end));
            } else if (datagram[at] == HANDSHAKE) {
                messages(datagram, at, end);
            } else if (datagram[at] == CHANGE_CIPHER_SPEC && isHandedOn(TYPES.length - 1)) {
                // Earlier it would keep out what has yet to come in the clear.
                ready.add(record(CHANGE_CIPHER_SPEC, DTLS_1_2, new byte[] {1}));
            }
            at = end;
        }
    }

    /** The next record for Bouncy Castle, null when there is none. */
    byte @Nullable [] poll() {
        return ready.poll();
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Whether a whole ClientHello was handed on, so that the handshake has begun. */
    boolean hasBegun() {
        return isHandedOn(0);
    }

    private boolean isHandedOn(int message) {
        return handedOn[message] >= 0;
    }

    private void messages(byte[] datagram, int recordAt, int end) {
        byte version = datagram[recordAt + 2];
        int at = recordAt + RecordFilter.HEADER_BYTES;
        while (at < end) {
            int next = at + MESSAGE_HEADER_BYTES + RecordFilter.number(datagram, at + 9, 3);
            int message = RecordFilter.number(datagram, at + 4, 2);
            // Only a hello, which has yet to agree on a version, may come under an older one.
            if (message < TYPES.length
                    && datagram[at] == TYPES[message]
                    && (message == 0 || version == DTLS_1_2)) {
                fragment(datagram, at, message, version);
            }
            at = next;
        }
    }

    private void fragment(byte[] datagram, int headerAt, int message, byte version) {
        int length = RecordFilter.number(datagram, headerAt + 1, 3);
        int at = RecordFilter.number(datagram, headerAt + 6, 3);
        int bytes = RecordFilter.number(datagram, headerAt + 9, 3);
        int from = headerAt + MESSAGE_HEADER_BYTES;
        if (isHandedOn(message)) {
            // Sent again, since an answer of ours was lost: Bouncy Castle sends its own again then.
            if (handedOn[message] == length) {
                ready.add(
                        record(
                                HANDSHAKE,
                                version,
                                Arrays.copyOfRange(datagram, headerAt, from + bytes)));
            }
            return;
        }
        var piece = new Piece(at, Arrays.copyOfRange(datagram, from, from + bytes));
        boolean agreed = false;
        for (var draft : drafts.get(message)) {
            if (draft.agrees(piece, length)) {
                agreed = true;
                draft.add(piece);
            }
        }
        if (!agreed) {
            begin(message, length).add(piece);
        }
        for (var draft : drafts.get(message)) {
            var whole = draft.whole();
            if (whole != null) {
                handedOn[message] = length;
                drafts.get(message).clear();
                handOn(message, version, whole);
                return;
            }
        }
    }

    private Draft begin(int message, int length) {
        var known = drafts.get(message);
        if (known.size() == MAX_DRAFTS) {
            known.removeFirst();
        }
        var draft = new Draft(length);
        known.add(draft);
        return draft;
    }

    private void handOn(int message, byte version, byte[] body) {
        int at = 0;
        do {
            int bytes = Math.min(MAX_FRAGMENT_BYTES, body.length - at);
            var fragment = new byte[MESSAGE_HEADER_BYTES + bytes];
            fragment[0] = (byte) TYPES[message];
            write(fragment, 1, 3, body.length);
            write(fragment, 4, 2, message);
            write(fragment, 6, 3, at);
            write(fragment, 9, 3, bytes);
            System.arraycopy(body, at, fragment, MESSAGE_HEADER_BYTES, bytes);
            ready.add(record(HANDSHAKE, version, fragment));
            at += bytes;
        } while (at < body.length);
    }

    /** RFC 6347 section 4.1: type (1), version (2), epoch (2), number (6), length (2). */
    private byte[] record(int type, byte version, byte[] content) {
        var record = new byte[RecordFilter.HEADER_BYTES + content.length];
        record[0] = (byte) type;
        record[1] = (byte) 0xfe;
        record[2] = version;
        write(record, 5, 6, nextRecord++);
        write(record, 11, 2, content.length);
        System.arraycopy(content, 0, record, RecordFilter.HEADER_BYTES, content.length);
        return record;
    }

    private static void write(byte[] to, int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            to[at + i] = (byte) (value >> (8 * (bytes - 1 - i)));
        }
    }
}
