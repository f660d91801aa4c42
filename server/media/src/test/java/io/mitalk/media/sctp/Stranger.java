package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.DcepOpen;
import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sctp.SctpWriter;
import io.mitalk.wire.sctp.SctpWriter.DataHeader;
import io.mitalk.wire.sctp.SctpWriter.InitHeader;
import java.util.ArrayList;
import java.util.List;

/** Owned by a test. Talks to the passive end of a link packet by packet, by the rules or against them. */
final class Stranger {

    static final int TAG = 77;
    static final int FIRST_TSN = 1000;

    final Link link;
    final List<byte[]> answers = new ArrayList<>();
    private final SctpWriter writer = new SctpWriter(1160);
    private final SctpView view = new SctpView();
    int serverTag;
    int serverTsn;
    int tsn = FIRST_TSN;

    Stranger(long seed) {
        this(seed, SctpSettings.standard());
    }

    Stranger(long seed, SctpSettings settings) {
        link = new Link(seed, Link.Weather.FINE, settings, 1 << 20);
        link.server.lets =
                packet -> {
                    answers.add(packet);
                    return false;
                };
    }

    void give(byte[] packet) {
        link.server.channels.receive(packet, 0, packet.length);
    }

    SctpWriter packet() {
        return writer.begin(Sctp.PORT, Sctp.PORT, serverTag);
    }

    /** Sends INIT and returns the cookie of the answer. */
    byte[] init() {
        writer.begin(Sctp.PORT, Sctp.PORT, 0);
        give(writer.init(new InitHeader(TAG, 100_000, 1024, 1024, FIRST_TSN)).finish());
        var answer = last(Sctp.INIT_ACK);
        serverTag = answer.initiateTag();
        serverTsn = answer.initialTsn();
        return answer.cookie();
    }

    /** A whole handshake. */
    Stranger established() {
        byte[] cookie = init();
        give(packet().plain(Sctp.COOKIE_ECHO, cookie).finish());
        return this;
    }

    Stranger open(int stream, boolean reliable) {
        var limit = reliable ? DcepOpen.Limit.NONE : DcepOpen.Limit.RETRANSMITS;
        byte[] open = new DcepOpen(!reliable, limit, 0, 0, "channel " + stream, "").bytes();
        give(data(Sctp.BEGINS | Sctp.ENDS, tsn++, stream, 0, Sctp.PPID_DCEP, open));
        return this;
    }

    byte[] data(int flags, int number, int stream, int ssn, int ppid, byte[] payload) {
        var header = new DataHeader(flags, number, stream, ssn, ppid);
        return packet().data(header, payload, 0, payload.length).finish();
    }

    byte[] binary(int flags, int number, int ssn, int bytes) {
        return data(flags, number, 0, ssn, Sctp.PPID_BINARY, new byte[bytes]);
    }

    /** The newest answer whose first chunk is of this type, standing on that chunk. */
    SctpView last(int type) {
        for (var answer : answers.reversed()) {
            if (view.wrap(answer, 0, answer.length) && view.next() && view.type() == type) {
                return view;
            }
        }
        throw new AssertionError("no answer of type " + type);
    }

    boolean answered(int type) {
        return answers.stream()
                .anyMatch(
                        answer ->
                                view.wrap(answer, 0, answer.length)
                                        && view.next()
                                        && view.type() == type);
    }
}
