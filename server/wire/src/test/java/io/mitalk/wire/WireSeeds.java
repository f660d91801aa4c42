package io.mitalk.wire;

import io.mitalk.wire.rtcp.ReportBlock;
import io.mitalk.wire.rtcp.RtcpWriter;
import io.mitalk.wire.rtp.RedWriter;
import io.mitalk.wire.sctp.DcepOpen;
import io.mitalk.wire.sctp.ResetParameter;
import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpWriter;
import io.mitalk.wire.sctp.SctpWriter.DataHeader;
import io.mitalk.wire.sctp.SctpWriter.InitHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Thread-safe. Sound messages of every protocol: from RFCs, written by ours, taken from clients. */
public final class WireSeeds {

    /** The password of the samples of RFC 5769. */
    public static final String STUN_PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    private static final String STUN_HEADER = "2112a442b7e7a701bc34d686fa87dfae";

    private WireSeeds() {}

    /** The request, the IPv4 and the IPv6 response of RFC 5769 sections 2.1 to 2.3. */
    public static List<byte[]> stun() {
        return List.of(
                hex(
                        "00010058" + STUN_HEADER + "802200105354554e207465737420636c69656e74",
                        "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020",
                        "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf"),
                hex(
                        "0101003c" + STUN_HEADER,
                        "8022000b7465737420766563746f7220002000080001a147e112a643",
                        "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96"),
                hex(
                        "01010048" + STUN_HEADER + "8022000b7465737420766563746f7220",
                        "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
                        "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"));
    }

    /**
     * Marker, payload type 111, level 0x85 under id 1 and mid "12" under id 4 in one-byte extensions; the same in
     * two-byte ones with an empty element between them; two contributing sources and four bytes of padding.
     */
    public static List<byte[]> rtp() {
        return List.of(
                hex(
                        "90ef1234" + "00000bb8" + "deadbeef" + "bede0002",
                        "1085413132000000",
                        "78aabb"),
                hex(
                        "906f1234" + "00000bb8" + "deadbeef" + "10000003",
                        "010185" + "0900" + "04023132000000" + "78"),
                hex(
                        "a26f0001" + "ffffffff" + "00000001",
                        "0000000a" + "0000000b" + "7801" + "00000004"));
    }

    static List<byte[]> rtcp() {
        var writer = new RtcpWriter();
        var buf = new byte[512];
        byte[] name = "TR_abc".getBytes(StandardCharsets.UTF_8);
        writer.begin(buf, 0).senderReport(-5, 1, 0xFFFF_FFF0L, 77, 8000);
        writer.block(block(8, -3)).block(block(9, Integer.MAX_VALUE));
        byte[] full = Arrays.copyOf(buf, writer.description(-5, name).bye(-5).length());
        writer.begin(buf, 0).receiverReport(1).block(block(2, 0));
        byte[] report = Arrays.copyOf(buf, writer.description(1, name).length());
        writer.begin(buf, 0).nack(1, 2, new long[] {1, 2, 99}, 3);
        return List.of(full, report, Arrays.copyOf(buf, writer.length()));
    }

    private static ReportBlock block(int ssrc, int lost) {
        return new ReportBlock(ssrc, 255, lost, 0x1_0002, 48, 11, 12);
    }

    /** Two earlier frames of 3 and 1,023 bytes and a present one of 2; a present one alone. */
    public static List<byte[]> red() {
        var buf = new byte[9 + 3 + 1023 + 2];
        int at = RedWriter.earlier(buf, 0, 111, 1920, 3);
        at = RedWriter.earlier(buf, at, 111, RedWriter.TIMESTAMP_BOUND - 1, 1023);
        RedWriter.present(buf, at, 111);
        return List.of(buf, new byte[] {111, 1, 2, 3});
    }

    /** Packets behind their lengths: of every code, padded, of told and of equal lengths; of 2.5 ms, many. */
    static List<byte[]> opus() {
        return List.of(
                hex("04" + "78aabbcc", "02" + "78dd", "03" + "78eeff"),
                hex("05" + "79aabbccdd", "05" + "7a01aabbcc"),
                hex("07" + "7b4201aabbcc00", "0a" + "7b8301020a0b0b0c0c0c"),
                hex(("02" + "81" + "ff").repeat(48)),
                hex("fe" + "7afc01" + "11".repeat(251), "c9" + "78" + "22".repeat(200)));
    }

    /** Offers of clients, and what is least text for most memory. */
    static List<byte[]> sdp() {
        String start = "v=0\no=- 1 2 IN IP4 127.0.0.1\n";
        return List.of(
                (start + "m=a 9 X 0\n".repeat(200)).getBytes(StandardCharsets.US_ASCII),
                (start + "a=x\n".repeat(500)).getBytes(StandardCharsets.US_ASCII),
                resource("/sdp/chromium-156-offer.sdp"),
                resource("/sdp/firefox-form-offer.sdp"),
                resource("/sdp/native-form-offer.sdp"));
    }

    static List<byte[]> sctp() {
        var writer = new SctpWriter(1160);
        var header = new InitHeader(-7, 131_072, 1024, 1023, 1);
        var data = new DataHeader(3, 5, 1, 0, Sctp.PPID_BINARY);
        var outgoing = new ResetParameter.Outgoing(5, 6, 7, new int[] {1, 2, 3});
        return List.of(
                writer.begin(5000, 5000, 0).init(header).finish(),
                writer.begin(5000, 5000, 9).initAck(header, new byte[60]).finish(),
                writer.begin(5000, 5000, 9)
                        .sack(4, 100, new int[] {2, 3, 5, 9}, 2, new int[] {4})
                        .data(data, new byte[40], 0, 40)
                        .forwardTsn(8, new int[] {1, 2}, 1)
                        .finish(),
                writer.begin(5000, 5000, 9)
                        .reset(outgoing)
                        .reset(new ResetParameter.Response(9, 1))
                        .heartbeat(new byte[8])
                        .cause(Sctp.ERROR, 3, "stale")
                        .finish());
    }

    static List<byte[]> dcep() {
        return List.of(
                new DcepOpen(false, DcepOpen.Limit.NONE, 0, 0, "_reliable", "proto").bytes(),
                new DcepOpen(true, DcepOpen.Limit.RETRANSMITS, 0, 256, "_lossy", "").bytes(),
                DcepOpen.ack());
    }

    /** Recordings as browsers and tools make them. */
    public static byte[] voice(String name) {
        return resource("/voice/" + name);
    }

    private static byte[] resource(String path) {
        try (var in = WireSeeds.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }
}
