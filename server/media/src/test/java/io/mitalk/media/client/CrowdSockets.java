package io.mitalk.media.client;

import io.mitalk.media.udp.CrowdPoll;
import io.mitalk.media.udp.CrowdPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * As {@link PeerSockets} says. Where the server is on loopback, an address of 127.0.0.0/8 for each peer and {@value
 * #PEERS_A_PORT} of them on one socket; elsewhere each has a socket of its own. While nobody waits for an answer, what
 * has come is fetched every few milliseconds: the system then wakes no thread for a datagram, which on one machine
 * would be charged to the server that sends it.
 */
final class CrowdSockets implements PeerSockets {

    /** What a burst to all of them needs fits into the smallest usual receive buffer. */
    private static final int PEERS_A_PORT = 256;

    private static final int SHARED_BATCH = 64;
    private static final int OWN_BATCH = 4;
    private static final int FETCH_MS = 2;

    /** 127.1.0.0; what follows is counted up. */
    private static final int FIRST_ADDRESS = 127 << 24 | 1 << 16;

    private final List<Group> groups = new CopyOnWriteArrayList<>();
    private @Nullable CrowdPoll poll;
    private int polled;
    private int opened;

    /** Thread-safe. Those who share a port, by address. */
    private record Group(CrowdPort port, Map<Integer, LoopbackPeer> peers) {

        void deliver(int address, byte[] buf, int len) {
            var peer = peers.get(address);
            if (peer != null) {
                peer.received(buf, len);
            }
        }
    }

    @Override
    public synchronized PeerSocket open(LoopbackPeer peer, InetSocketAddress remote)
            throws IOException {
        int address = FIRST_ADDRESS + ++opened;
        if (!remote.getAddress().isLoopbackAddress()) {
            address = ByteBuffer.wrap(remote.getAddress().getAddress()).getInt();
            add(CrowdPort.own(address, OWN_BATCH));
        } else if (opened % PEERS_A_PORT == 1) {
            add(CrowdPort.shared(SHARED_BATCH));
        }
        var group = groups.getLast();
        group.peers.put(address, peer);
        return new Socket(group, address, remote);
    }

    private void add(CrowdPort port) {
        groups.add(new Group(port, new ConcurrentHashMap<>()));
    }

    @Override
    public void read(int mostMs, boolean joining) {
        int waitMs = mostMs;
        if (!joining) {
            sleep(Math.min(mostMs, FETCH_MS));
            waitMs = 0;
        }
        var now = groups.toArray(Group[]::new);
        if (now.length == 0) {
            sleep(waitMs);
            return;
        }
        var waiting = poll(now);
        waiting.await(waitMs);
        for (int i = 0; i < now.length; i++) {
            if (waiting.came(i)) {
                now[i].port.receive(now[i]::deliver);
            }
        }
    }

    private CrowdPoll poll(Group[] now) {
        var made = poll;
        if (made == null || polled != now.length) {
            if (made != null) {
                made.close();
            }
            made = new CrowdPoll(Arrays.stream(now).map(Group::port).toList());
            poll = made;
            polled = now.length;
        }
        return made;
    }

    private static void sleep(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A few milliseconds are no wait. */
    @Override
    public void wake() {}

    @Override
    public void close() {
        if (poll != null) {
            poll.close();
        }
        groups.forEach(group -> group.port.close());
    }

    /** Thread-safe. */
    private record Socket(Group group, int address, InetSocketAddress remote)
            implements PeerSocket {

        @Override
        public void send(ByteBuffer datagram) {
            group.port.send(address, datagram, remote);
        }

        /** The port stays open for the others, and for those who come. */
        @Override
        public void close() {
            group.peers.remove(address);
        }
    }
}
