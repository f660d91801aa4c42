package io.mitalk.media.sfu;

import io.mitalk.wire.framing.Framing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Owned by the test's thread. What a caller's datagrams go through: UDP, or frames over TCP. */
interface Line extends AutoCloseable {

    void send(byte[] datagram, int len) throws IOException;

    /** The next datagram, null when none has come. */
    byte @Nullable [] receive() throws IOException;

    /** Our end of it. */
    InetSocketAddress local() throws IOException;

    @Override
    void close();

    static Line udp(InetSocketAddress server) {
        return new Udp(server);
    }

    static Line tcp(InetSocketAddress server) {
        return new Tcp(server);
    }

    /** Everything is on loopback, so our address is the server's. */
    final class Udp implements Line {

        private final InetSocketAddress server;
        private final DatagramChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(2048);

        private Udp(InetSocketAddress server) {
            this.server = server;
            try {
                channel = DatagramChannel.open();
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(server.getAddress(), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void send(byte[] datagram, int len) throws IOException {
            channel.send(ByteBuffer.wrap(datagram, 0, len), server);
        }

        @Override
        public byte @Nullable [] receive() throws IOException {
            return channel.receive(in.clear()) == null
                    ? null
                    : Arrays.copyOf(in.array(), in.position());
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress(server.getAddress(), channel.socket().getLocalPort());
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A connection of RFC 6544, active. */
    final class Tcp implements Line {

        private final SocketChannel channel;
        private final byte[] buf = new byte[1 << 16];
        private int at;
        private int end;

        private Tcp(InetSocketAddress server) {
            try {
                channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
                channel.connect(server);
                channel.configureBlocking(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void send(byte[] datagram, int len) throws IOException {
            var frame = ByteBuffer.wrap(Framing.frame(datagram, 0, len));
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }

        @Override
        public byte @Nullable [] receive() throws IOException {
            int length = Framing.next(buf, at, end, 2048);
            if (length < 0) {
                System.arraycopy(buf, at, buf, 0, end - at);
                end -= at;
                at = 0;
                end += Math.max(0, channel.read(ByteBuffer.wrap(buf, end, buf.length - end)));
                length = Framing.next(buf, at, end, 2048);
            }
            if (length < 0) {
                return null;
            }
            int from = at + Framing.HEADER_BYTES;
            at = from + length;
            return Arrays.copyOfRange(buf, from, at);
        }

        @Override
        public InetSocketAddress local() throws IOException {
            return (InetSocketAddress) channel.getLocalAddress();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
