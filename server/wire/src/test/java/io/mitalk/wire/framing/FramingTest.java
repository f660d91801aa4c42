package io.mitalk.wire.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final int MAX = 2048;

    @Test
    @DisplayName("a frame is two bytes of length and the datagram")
    void frame() {
        assertThat(Framing.frame(new byte[] {9, 1, 2, 3}, 1, 3)).containsExactly(0, 3, 1, 2, 3);
        byte[] long300 = Framing.frame(new byte[300], 0, 300);
        assertThat(long300).hasSize(302).startsWith(1, 44);
        assertThat(Framing.next(long300, 0, 302, MAX)).isEqualTo(300);
    }

    @Test
    @DisplayName("a frame without its end is incomplete, one that is too long is so by its header")
    void bounds() {
        byte[] frame = Framing.frame(new byte[10], 0, 10);
        for (int end = 0; end < frame.length; end++) {
            assertThat(Framing.next(frame, 0, end, MAX)).isEqualTo(Framing.INCOMPLETE);
        }
        assertThat(Framing.next(frame, 0, frame.length, 9)).isEqualTo(Framing.TOO_LONG);
        byte[] longest = {(byte) 0xFF, (byte) 0xFF};
        assertThat(Framing.next(longest, 0, 2, MAX)).isEqualTo(Framing.TOO_LONG);
        assertThat(Framing.next(longest, 0, 2, 65_535)).isEqualTo(Framing.INCOMPLETE);
        assertThat(Framing.next(new byte[2], 0, 2, MAX)).isZero();
    }

    @Test
    @DisplayName("datagrams come out as they went in, wherever the stream is cut")
    void anyCut() {
        var random = new Random(4571);
        var stream = new ByteArrayOutputStream();
        var sent = new ArrayList<byte[]>();
        for (int i = 0; i < 500; i++) {
            byte[] datagram = new byte[random.nextInt(MAX + 1)];
            random.nextBytes(datagram);
            sent.add(datagram);
            stream.writeBytes(Framing.frame(datagram, 0, datagram.length));
        }
        var heard = new ArrayList<byte[]>();
        byte[] all = stream.toByteArray();
        byte[] rest = {};
        for (int at = 0; at < all.length; ) {
            int cut = Math.min(all.length, at + 1 + random.nextInt(3000));
            byte[] now = Arrays.copyOf(rest, rest.length + cut - at);
            System.arraycopy(all, at, now, rest.length, cut - at);
            rest = takeAll(now, heard);
            assertThat(rest.length).isLessThan(MAX + Framing.HEADER_BYTES);
            at = cut;
        }
        assertThat(rest).isEmpty();
        assertThat(heard).usingElementComparator(Arrays::compare).isEqualTo(sent);
    }

    private static byte[] takeAll(byte[] buf, List<byte[]> heard) {
        int at = 0;
        int length = Framing.next(buf, at, buf.length, MAX);
        while (length >= 0) {
            int from = at + Framing.HEADER_BYTES;
            heard.add(Arrays.copyOfRange(buf, from, from + length));
            at = from + length;
            length = Framing.next(buf, at, buf.length, MAX);
        }
        assertThat(length).isEqualTo(Framing.INCOMPLETE);
        return Arrays.copyOfRange(buf, at, buf.length);
    }

    @Test
    @DisplayName("[S9] whatever bytes come, an answer stays within them")
    void anyBytes() {
        var random = new Random(6544);
        byte[] buf = new byte[4096];
        for (int i = 0; i < 200_000; i++) {
            int end = random.nextInt(buf.length + 1);
            int at = random.nextInt(end + 1);
            for (int j = at; j < Math.min(end, at + 2); j++) {
                buf[j] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
            }
            int length = Framing.next(buf, at, end, MAX);
            if (length >= 0) {
                assertThat(at + Framing.HEADER_BYTES + length).isLessThanOrEqualTo(end);
                assertThat(length).isLessThanOrEqualTo(MAX);
            } else {
                assertThat(length).isIn(Framing.INCOMPLETE, Framing.TOO_LONG);
            }
        }
    }
}
