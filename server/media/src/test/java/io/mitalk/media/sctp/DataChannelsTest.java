package io.mitalk.media.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole associations over a network that a seed makes good or bad. */
final class DataChannelsTest {

    private static final Link.Weather STORM = new Link.Weather(12, 8, 20, 60);

    @Test
    @DisplayName(
            "channels that either end opens carry messages both ways, strings and empty ones too")
    void bothWays() {
        var link = new Link(1, Link.Weather.FINE);
        link.server.channels.create(new ChannelSpec("ours", true, true));
        link.open();
        assertThat(link.server.opened).containsExactlyInAnyOrder("ours", "_reliable", "_lossy");
        assertThat(link.client.opened).containsExactlyInAnyOrder("ours", "_reliable", "_lossy");

        assertThat(link.server.channels.send("ours", true, new byte[] {'h', 'i'})).isTrue();
        assertThat(link.client.channels.send("ours", false, new byte[0])).isTrue();
        assertThat(link.server.channels.send("nobody's", false, new byte[1])).isFalse();
        link.run(500);

        assertThat(link.client.messages.getFirst().bytes()).containsExactly('h', 'i');
        assertThat(link.client.messages.getFirst().text()).isTrue();
        assertThat(link.client.messages.getFirst().reliable()).isTrue();
        assertThat(link.server.messages.getFirst().bytes()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName(
            "On a network that loses, repeats and overtakes, every reliable message arrives once and in order")
    void reliable(long seed) {
        var link = new Link(seed, STORM).open();
        var random = new SplittableRandom(seed);
        var sent = new ArrayList<byte[]>();
        for (int i = 0; i < 300; i++) {
            var message = new byte[4 + random.nextInt(i % 20 == 0 ? 60_000 : 3_000)];
            ByteBuffer.wrap(message).putInt(i);
            while (link.client.channels.backlog() + message.length > 4_000_000) {
                link.run(50);
            }
            assertThat(link.client.channels.send("_reliable", false, message)).isTrue();
            sent.add(message);
            if (i % 7 == 0) {
                link.run(random.nextInt(40));
            }
        }
        for (int i = 0; i < 600 && link.client.channels.backlog() > 0; i++) {
            link.run(1_000);
        }

        assertThat(link.server.messages).hasSize(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            assertThat(link.server.messages.get(i).bytes()).isEqualTo(sent.get(i));
        }
        assertThat(link.client.channels.backlog()).isZero();
        assertThat(link.counters.retransmits.sum()).isPositive();
        assertThat(link.client.end + link.server.end).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    @DisplayName(
            "Messages that may be lost never hold others up, come at most once, and whole or not at all")
    void lossy(long seed) {
        var link = new Link(seed, STORM).open();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 400; i++) {
            var lossy = new byte[4 + random.nextInt(5_000)];
            ByteBuffer.wrap(lossy).putInt(i);
            link.client.channels.send("_lossy", false, lossy);
            if (i % 10 == 0) {
                link.client.channels.send("_reliable", false, new byte[] {(byte) (i / 10)});
            }
            link.run(25);
        }
        link.run(20_000);

        var seen = new HashSet<Integer>();
        int reliable = 0;
        for (var message : link.server.messages) {
            if (message.reliable()) {
                assertThat(message.bytes()[0]).isEqualTo((byte) reliable++);
            } else {
                assertThat(seen.add(ByteBuffer.wrap(message.bytes()).getInt())).isTrue();
            }
        }
        assertThat(reliable).isEqualTo(40);
        assertThat(seen.size()).isBetween(40, 399);
        assertThat(link.counters.abandoned.sum()).isPositive();

        // What comes after the storm is not held up by what was lost in it.
        int before = link.server.messages.size();
        for (int i = 0; i < 40; i++) {
            link.client.channels.send("_lossy", false, new byte[] {1});
            link.run(100);
        }
        assertThat(link.server.messages.size() - before).isGreaterThan(20);
    }

    @Test
    @DisplayName("Both ends may open the association at the same moment")
    void collision() {
        var link = new Link(3, Link.Weather.FINE);
        link.client.channels.create(new ChannelSpec("_reliable", true, true));
        link.client.channels.connect();
        link.server.channels.connect();
        link.run(2_000);
        link.client.channels.send("_reliable", false, new byte[] {7});
        link.run(500);
        assertThat(link.server.messages).hasSize(1);
    }

    @Test
    @DisplayName("A lost INIT, INIT-ACK, COOKIE-ECHO or COOKIE-ACK is sent again")
    void handshakeLosses() {
        for (int lost = 0; lost < 4; lost++) {
            var link = new Link(lost, Link.Weather.FINE);
            int nth = lost / 2;
            var end = lost % 2 == 0 ? link.client : link.server;
            end.lets = packet -> end.sent.size() != nth + 1;
            link.open();
            link.run(3_000);
            link.client.channels.send("_reliable", false, new byte[] {7});
            link.run(2_000);
            assertThat(link.server.messages).as("lost %d", lost).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "A reader that does not read makes its sender wait, holds little, and misses nothing")
    void slowReader() {
        var link = new Link(5, Link.Weather.FINE, SctpSettings.standard(), 100_000).open();
        link.server.consumes = false;
        for (int i = 0; i < 100; i++) {
            link.client.channels.send("_reliable", false, new byte[20_000]);
            link.run(20);
        }
        link.run(5_000);
        assertThat(link.server.messages).hasSizeLessThanOrEqualTo(5);
        assertThat(link.client.channels.backlog()).isGreaterThan(1_000_000);

        link.server.consumes = true;
        for (int read = 0; read < link.server.messages.size(); read++) {
            if (read < 5) {
                link.server.channels.consumed(link.server.messages.get(read));
            }
        }
        link.run(60_000);
        assertThat(link.server.messages).hasSize(100);
    }

    @Test
    @DisplayName("What may be lost is dropped oldest first when it cannot leave, with a counter")
    void lossyOverflow() {
        var link = new Link(6, Link.Weather.FINE).open();
        link.client.lets = packet -> false;
        for (int i = 0; i < 400; i++) {
            link.client.channels.send(
                    "_lossy", false, ByteBuffer.allocate(1_000).putInt(i).array());
        }
        assertThat(link.counters.lossyDropped.sum()).isGreaterThan(100);
        link.client.lets = packet -> true;
        link.run(10_000);
        var last = link.server.messages.getLast().bytes();
        assertThat(ByteBuffer.wrap(last).getInt()).isEqualTo(399);
    }

    @Test
    @DisplayName("A full reliable channel gives the association up instead of losing a message")
    void reliableOverflow() {
        var link = new Link(7, Link.Weather.FINE).open();
        link.client.lets = packet -> false;
        boolean taken = true;
        for (int i = 0; i < 100 && taken; i++) {
            taken = link.client.channels.send("_reliable", false, new byte[60_000]);
        }
        assertThat(taken).isFalse();
        assertThat(link.client.end).isEqualTo("send-buffer-full");
    }

    @Test
    @DisplayName("A peer that falls silent is given up after the timeouts, data or none")
    void silence() {
        var busy = new Link(8, Link.Weather.FINE).open();
        busy.server.lets = packet -> false;
        busy.client.channels.send("_reliable", false, new byte[10]);
        busy.run(120_000);
        assertThat(busy.client.end).isEqualTo("no-answer");

        var idle = new Link(9, Link.Weather.FINE).open();
        idle.run(300_000);
        assertThat(idle.client.end + idle.server.end).isEmpty();
        idle.server.lets = packet -> false;
        idle.run(600_000);
        assertThat(idle.client.end).isEqualTo("no-answer");
    }

    @Test
    @DisplayName("Closing waits for what is under way, and tells the other end")
    void closing() {
        var link = new Link(10, new Link.Weather(5, 5, 20, 30)).open();
        for (int i = 0; i < 20; i++) {
            link.client.channels.send("_reliable", false, new byte[10_000]);
        }
        link.client.channels.close();
        link.run(60_000);
        assertThat(link.server.messages).hasSize(20);
        assertThat(link.client.end).isEqualTo("closed");
        assertThat(link.server.end).isEqualTo("closed");
    }

    @Test
    @DisplayName("An association counts as one while it stands, and one that never stood does not")
    void counted() {
        var link = new Link(11, Link.Weather.FINE);
        link.server.lets = packet -> false;
        link.client.channels.connect();
        link.run(120_000);
        assertThat(link.client.end).isNotEmpty();
        assertThat(link.counters.associations.sum()).isZero();
        assertThat(new Link(11, Link.Weather.FINE).open().counters.associations.sum()).isEqualTo(2);
    }

    @Test
    @DisplayName("Giving up tells the other end at once")
    void abort() {
        var link = new Link(10, Link.Weather.FINE).open();
        link.client.channels.abort("enough");
        link.run(100);
        assertThat(link.client.end).isEqualTo("enough");
        assertThat(link.server.end).isEqualTo("aborted-by-peer");
        assertThat(link.counters.associations.sum()).isZero();
    }
}
