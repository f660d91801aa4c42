package io.mitalk.media.dtls;

import java.util.HexFormat;
import java.util.List;

/** Thread-safe. Datagrams that a stranger without any key can make, to be sent from whatever address it can forge. */
public final class Forgeries {

    private Forgeries() {}

    /** Hellos with a null cipher, of DTLS 1.0 and of TLS 1.0, of 16 MB, cut off, and in pieces. */
    public static List<byte[]> hellos() {
        var hex = HexFormat.of();
        var body = "fefd" + "11".repeat(32) + "0000" + "0002" + "0000" + "0100";
        var bytes = body.length() / 2;
        var nullCipher =
                "16fefd0000000000000000"
                        + hex.toHexDigits((short) (bytes + 12))
                        + "01"
                        + hex.toHexDigits((byte) 0)
                        + hex.toHexDigits((short) bytes)
                        + "0000000000"
                        + hex.toHexDigits((byte) 0)
                        + hex.toHexDigits((short) bytes)
                        + body;
        var oldVersion =
                nullCipher.replaceFirst("16fefd", "16feff").replaceFirst("fefd1111", "feff1111");
        var huge =
                "16fefd00000000000000010019"
                        + "01ffffff"
                        + "0000"
                        + "000000"
                        + "00000d"
                        + "00".repeat(13);
        var truncated =
                "16fefd0000000000000002000d" + "01000001" + "0000" + "000000" + "000001" + "00";
        var tls = "160301" + "0031" + "0100002d0301" + "11".repeat(32) + "0000020000" + "0100";
        return List.of(
                hex.parseHex(nullCipher),
                hex.parseHex(oldVersion),
                hex.parseHex(huge),
                hex.parseHex(truncated),
                hex.parseHex(tls),
                piece(1, 0, 0, 8000, 40),
                piece(1, 4, 0, 300, 60));
    }

    /** What a stranger without any key can send from the client's address: record number, message, offset, length. */
    public static List<byte[]> pieces() {
        return List.of(
                piece(1, 0, 0, 8000, 40),
                piece(1, (1L << 48) - 1, 0, 300, 60),
                piece(1, 3, 0, 200, 200 - 1),
                piece(11, (1L << 48) - 2, 1, 4000, 20),
                piece(16, 7, 2, 66, 10),
                piece(15, 8, 3, 72, 10),
                piece(11, 9, 2, 3, 3),
                piece(20, 9, 1, 12, 12),
                HexFormat.of().parseHex("14fefd0000ffffffffffff000101"));
    }

    private static byte[] piece(int type, long record, int message, int length, int bytes) {
        var hex = HexFormat.of();
        return hex.parseHex(
                "16fefd0000"
                        + hex.toHexDigits(record, 12)
                        + hex.toHexDigits((short) (12 + bytes))
                        + hex.toHexDigits((byte) type)
                        + hex.toHexDigits(length, 6)
                        + hex.toHexDigits((short) message)
                        + "000000"
                        + hex.toHexDigits(bytes, 6)
                        + "22".repeat(bytes));
    }
}
