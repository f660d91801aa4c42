package io.mitalk.bench;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Thread-safe. The realtime sockets of thousands of pages, read by one thread: a client library for each would cost the
 * machine more than the server that is measured. One that everybody is told is parsed once, and its arrival is noted at
 * each.
 */
final class Pages implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int TICK_MS = 100;
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    private final Clock clock;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Page> coming = new ConcurrentLinkedQueue<>();
    private final List<Page> pages = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final Messages messages = new Messages();
    private final Samples waitedMs = new Samples();
    private volatile boolean closed;

    Pages(Threads threads, Clock clock) throws IOException {
        this.clock = clock;
        this.selector = Selector.open();
        this.thread = threads.platform("bench-pages", this::run);
    }

    /** Connects as whoever has the cookie and watches a channel; returns when its state came. Blocks. */
    void open(URI server, String cookie, String channel) throws IOException {
        var socket = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        write(socket, handshake(server, cookie).getBytes(StandardCharsets.US_ASCII));
        readHandshake(socket);
        write(socket, masked("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\"}"));
        socket.configureBlocking(false);
        var page = new Page(socket);
        coming.add(page);
        selector.wakeup();
        page.subscribed().join();
        synchronized (pages) {
            pages.add(page);
        }
    }

    /** From now on it is noted what comes to each, what came before is forgotten; or no longer. */
    void measure(boolean on) {
        messages.measure(on);
        synchronized (pages) {
            pages.forEach(page -> page.measure(on));
        }
        if (on) {
            waitedMs.clear();
        }
    }

    /** Those that are connected, and what came to each. */
    List<Page> pages() {
        synchronized (pages) {
            return List.copyOf(pages);
        }
    }

    /** What was told, each text once, by the numbers that the pages noted. */
    List<Told> told() {
        return messages.told();
    }

    /** For how long messages may have lain here before they were read. */
    Percentiles waitedMs() {
        return waitedMs.percentiles();
    }

    private void run() {
        try {
            long beganNs = clock.nanoTime();
            while (!closed) {
                long askedNs = clock.nanoTime();
                selector.select(TICK_MS);
                long nowNs = clock.nanoTime();
                // What waited while the last round was worked on has waited since that round began.
                boolean idle = nowNs - askedNs > 1_000_000;
                long sinceNs = idle ? nowNs : beganNs;
                beganNs = nowNs;
                take();
                for (var key : selector.selectedKeys()) {
                    read((Page) key.attachment(), sinceNs);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pages' sockets cannot be read", e);
        }
    }

    private void take() throws IOException {
        for (var page = coming.poll(); page != null; page = coming.poll()) {
            page.socket().register(selector, SelectionKey.OP_READ, page);
        }
    }

    private void read(Page page, long sinceNs) {
        try {
            buffer.clear();
            buffer.put(page.rest());
            if (page.socket().read(buffer) < 0) {
                page.lost();
                return;
            }
            buffer.flip();
            long nowNs = clock.nanoTime();
            while (frame(page, nowNs)) {
                if (messages.measuring()) {
                    waitedMs.add((nowNs - sinceNs) / 1e6);
                }
            }
            var rest = new byte[buffer.remaining()];
            buffer.get(rest);
            page.rest(rest);
        } catch (IOException e) {
            page.lost();
        }
    }

    /** Takes one whole frame of a server (RFC 6455 section 5.2), if it is here. */
    private boolean frame(Page page, long nowNs) throws IOException {
        int at = buffer.position();
        if (buffer.remaining() < 2) {
            return false;
        }
        int opcode = buffer.get(at) & 0x0F;
        int length = buffer.get(at + 1) & 0x7F;
        int head = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (buffer.remaining() < head) {
            return false;
        }
        long bytes =
                switch (length) {
                    case 126 -> buffer.getShort(at + 2) & 0xFFFF;
                    case 127 -> buffer.getLong(at + 2);
                    default -> length;
                };
        if (buffer.remaining() < head + bytes) {
            return false;
        }
        switch (opcode) {
            case 0x1 -> text(page, at + head, (int) bytes, nowNs);
            case 0x8 -> page.lost();
            case 0x9 -> page.socket().write(ByteBuffer.wrap(PONG));
            default -> {
                // A pong, or what a server does not send.
            }
        }
        buffer.position(at + head + (int) bytes);
        return true;
    }

    private void text(Page page, int at, int bytes, long nowNs) {
        if (page.subscribed().isDone()) {
            int number = messages.number(buffer.array(), at, bytes);
            if (number >= 0) {
                page.came(number, nowNs);
            }
        } else if (Told.isState(buffer.array(), at, bytes)) {
            page.subscribed().complete(null);
        }
    }

    private static String handshake(URI server, String cookie) {
        return String.join(
                "\r\n",
                "GET /api/realtime HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Cookie: " + cookie,
                "",
                "");
    }

    private static void readHandshake(SocketChannel socket) throws IOException {
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0) {
            one.clear();
            if (socket.read(one) < 0) {
                throw new IOException("no socket: " + head);
            }
            head.append((char) one.get(0));
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no socket: " + head);
        }
    }

    /** A text frame of a client with a mask of zeros, of up to 125 bytes. */
    private static byte[] masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[6 + bytes.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        return frame;
    }

    private static void write(SocketChannel socket, byte[] bytes) throws IOException {
        var all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            socket.write(all);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
            for (var page : pages()) {
                page.socket().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
