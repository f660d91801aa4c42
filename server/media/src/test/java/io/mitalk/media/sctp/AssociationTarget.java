package io.mitalk.media.sctp;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.wire.BigEndian;
import io.mitalk.wire.sctp.ResetParameter;
import io.mitalk.wire.sctp.Sctp;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Thread-safe. An association with two open channels as a target. The input is packets without their headers, each
 * behind two bytes that say how long it is: ports, tag and checksum are made right, so that what they guard is reached.
 */
public final class AssociationTarget {

    private static final int WHOLE = Sctp.BEGINS | Sctp.ENDS;
    private static final int SEED = 15;
    private static final int INPUTS = 40_000;

    /** The opening, the message that waits from the start, and what a second of silence brings. */
    private static final int SENT_PACKETS = 30;

    /** A fresh association for each input, with both ends of its channels. */
    private static final int SPARE_BYTES = 1 << 18;

    private AssociationTarget() {}

    public static FuzzTarget association() {
        return FuzzTarget.of("sctp-peer", seeds(), input -> given(input).link.server.end.isEmpty())
                .verified(
                        input -> {
                            var stranger = given(input);
                            stranger.link.run(1_000);
                            var server = stranger.link.server;
                            int bytes = 0;
                            for (var message : server.messages) {
                                bytes += message.bytes().length;
                            }
                            must(bytes <= input.length, "no message has more than was sent");
                            must(
                                    server.sent.size() <= SENT_PACKETS + 4 * packets(input),
                                    "no packet is answered by many");
                            must(
                                    server.opened.size() <= 2 + input.length / 28,
                                    "opened by openings");
                        })
                .sparing(SPARE_BYTES)
                .trying(INPUTS);
    }

    private static Stranger ready() {
        var stranger = new Stranger(SEED).established().open(0, true).open(2, false);
        stranger.link.server.channels.send("channel 0", false, new byte[5_000]);
        return stranger;
    }

    private static Stranger given(byte[] input) {
        var stranger = ready();
        int at = 0;
        while (at + 2 <= input.length && stranger.link.server.end.isEmpty()) {
            int length = Math.min(BigEndian.u16(input, at), input.length - at - 2);
            byte[] packet = Arrays.copyOf(stranger.packet().finish(), Sctp.HEADER_BYTES + length);
            System.arraycopy(input, at + 2, packet, Sctp.HEADER_BYTES, length);
            BigEndian.put32(packet, 8, 0);
            var crc = new CRC32C();
            crc.update(packet);
            BigEndian.put32(packet, 8, Integer.reverseBytes((int) crc.getValue()));
            stranger.give(packet);
            at += 2 + length;
        }
        return stranger;
    }

    private static int packets(byte[] input) {
        int packets = 0;
        for (int at = 0; at + 2 <= input.length; at += 2 + BigEndian.u16(input, at)) {
            packets++;
        }
        return packets;
    }

    private static List<byte[]> seeds() {
        var stranger = ready();
        int tsn = stranger.tsn;
        var skips = new int[] {0, 1, 2, 0};
        return List.of(
                joined(
                        stranger.binary(WHOLE, tsn, 1, 20),
                        stranger.binary(Sctp.BEGINS, tsn + 1, 2, 20),
                        stranger.binary(0, tsn + 2, 2, 20),
                        stranger.binary(Sctp.ENDS, tsn + 3, 2, 20),
                        stranger.binary(WHOLE | Sctp.UNORDERED, tsn + 5, 0, 20)),
                joined(
                        stranger.data(WHOLE, tsn + 1, 2, 0, Sctp.PPID_STRING, new byte[] {65}),
                        stranger.packet().forwardTsn(tsn, skips, 2).finish(),
                        stranger.packet()
                                .sack(stranger.serverTsn, 900, new int[] {2, 3}, 1, new int[] {4})
                                .finish(),
                        stranger.packet().heartbeat(new byte[8]).shutdown(tsn).finish()),
                joined(
                        stranger.packet()
                                .reset(new ResetParameter.Outgoing(1000, 1, tsn - 1, new int[] {0}))
                                .finish(),
                        stranger.packet().reset(new ResetParameter.Response(1, 1)).finish()),
                joined(manyRequests(stranger), manyHeartbeats(stranger)),
                joined(
                        stranger.packet().plain(Sctp.COOKIE_ECHO, new byte[49]).finish(),
                        stranger.packet().cause(Sctp.ERROR, 3, "stale").finish(),
                        stranger.packet().cause(Sctp.ABORT, Sctp.CAUSE_USER_ABORT, "x").finish()));
    }

    /** More requests than their answers would fit into a packet. */
    private static byte[] manyRequests(Stranger stranger) {
        var requests = new byte[8 * 140];
        for (int i = 0; i < requests.length; i += 8) {
            BigEndian.put16(requests, i, Sctp.RESET_INCOMING);
            BigEndian.put16(requests, i + 2, 8);
            BigEndian.put32(requests, i + 4, Stranger.FIRST_TSN + i / 8);
        }
        return stranger.packet().plain(Sctp.RE_CONFIG, requests).finish();
    }

    private static byte[] manyHeartbeats(Stranger stranger) {
        var packet = stranger.packet();
        for (int i = 0; i < 100; i++) {
            packet.heartbeat(new byte[0]);
        }
        return packet.finish();
    }

    private static byte[] joined(byte[]... packets) {
        var input = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            int length = packet.length - Sctp.HEADER_BYTES;
            input.write(length >> 8);
            input.write(length);
            input.write(packet, Sctp.HEADER_BYTES, length);
        }
        return input.toByteArray();
    }
}
