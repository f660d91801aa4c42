package io.mitalk.media.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.BigEndian;
import io.mitalk.wire.sctp.DcepOpen;
import io.mitalk.wire.sctp.ResetParameter;
import io.mitalk.wire.sctp.Sctp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a peer that does not keep to the rules can make an association do: nothing, or end itself. */
final class AssociationAttackTest {

    private static final int WHOLE = Sctp.BEGINS | Sctp.ENDS;

    @Test
    @DisplayName("Initial packets leave no state behind, and their number does not matter")
    void initLeavesNothing() {
        var stranger = new Stranger(1);
        for (int i = 0; i < 10_000; i++) {
            stranger.init();
            stranger.answers.clear();
        }
        assertThat(stranger.link.server.channels.dueNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(stranger.link.counters.established.sum()).isZero();
    }

    @Test
    @DisplayName("[S17] a packet under a forged verification tag is dropped, whatever it carries")
    void forgedTag() {
        var stranger = new Stranger(2).established().open(0, true);
        int tag = stranger.serverTag;
        long refused = stranger.link.counters.packetsRefused.sum();
        stranger.serverTag = tag + 1;
        stranger.give(stranger.binary(WHOLE, stranger.tsn, 1, 10));
        stranger.give(stranger.packet().cause(Sctp.ABORT, Sctp.CAUSE_USER_ABORT, "x").finish());
        stranger.give(stranger.packet().shutdown(0).finish());
        stranger.serverTag = 0;
        stranger.give(stranger.packet().cause(Sctp.ABORT, Sctp.CAUSE_USER_ABORT, "x").finish());
        assertThat(stranger.link.counters.packetsRefused.sum() - refused).isEqualTo(4);
        assertThat(stranger.link.server.messages).isEmpty();
        assertThat(stranger.link.server.end).isEmpty();

        stranger.serverTag = tag;
        stranger.give(stranger.binary(WHOLE, stranger.tsn, 1, 10));
        assertThat(stranger.link.server.messages).hasSize(1);
    }

    @Test
    @DisplayName(
            "A cookie that is forged, or a minute old, opens nothing; one that is repeated changes nothing")
    void cookies() {
        var stranger = new Stranger(3);
        byte[] cookie = stranger.init();
        byte[] forged = cookie.clone();
        forged[20] ^= 1;
        stranger.give(stranger.packet().plain(Sctp.COOKIE_ECHO, forged).finish());
        stranger.give(stranger.packet().plain(Sctp.COOKIE_ECHO, new byte[5]).finish());
        stranger.link.run(61_000);
        stranger.give(stranger.packet().plain(Sctp.COOKIE_ECHO, cookie).finish());
        assertThat(stranger.last(Sctp.ERROR).cause()).isEqualTo(Sctp.CAUSE_STALE_COOKIE);
        assertThat(stranger.link.counters.established.sum()).isZero();

        byte[] fresh = stranger.init();
        stranger.give(stranger.packet().plain(Sctp.COOKIE_ECHO, fresh).finish());
        stranger.open(0, true);
        stranger.give(stranger.packet().plain(Sctp.COOKIE_ECHO, fresh).finish());
        stranger.give(stranger.binary(WHOLE, stranger.tsn, 1, 10));
        assertThat(stranger.link.counters.established.sum()).isEqualTo(1);
        assertThat(stranger.link.server.messages).hasSize(1);
    }

    @Test
    @DisplayName(
            "Numbers far ahead are dropped and not answered for; the missing one closes the gap")
    void gaps() {
        var stranger = new Stranger(4).established().open(0, true);
        int next = stranger.tsn;
        stranger.give(stranger.binary(WHOLE, next + 100_000, 9, 10));
        stranger.give(stranger.binary(WHOLE, next - 100_000, 9, 10));
        assertThat(stranger.link.counters.windowDropped.sum()).isEqualTo(1);
        assertThat(stranger.link.counters.duplicates.sum()).isEqualTo(1);
        for (int i = 2; i < 1000; i += 2) {
            stranger.give(stranger.binary(WHOLE | Sctp.UNORDERED, next + i, 0, 1));
        }
        var sack = stranger.last(Sctp.SACK);
        assertThat(sack.gapCount()).isEqualTo(64);
        assertThat(sack.gapStart(0)).isEqualTo(3);
        assertThat(sack.tsn()).isEqualTo(next - 1);
        for (int i = 0; i < 1000; i++) {
            stranger.give(stranger.binary(WHOLE | Sctp.UNORDERED, next + i, 0, 1));
        }
        assertThat(stranger.link.server.messages).hasSize(1000);
        stranger.link.run(300);
        assertThat(stranger.last(Sctp.SACK).tsn()).isEqualTo(next + 999);
    }

    @Test
    @DisplayName(
            "[S9] parts without an end, and messages that never get their turn, are held up to the bound only")
    void memory() {
        var settings = SctpSettings.standard();
        var hoarder = new Stranger(5, settings).established().open(0, true);
        // Every second part is missing, so none can be read.
        for (int i = 1; i < 4000; i += 2) {
            hoarder.give(hoarder.binary(Sctp.BEGINS, hoarder.tsn + i, 1, 1000));
        }
        assertThat(hoarder.last(Sctp.SACK).window()).isZero();
        long taken = hoarder.last(Sctp.SACK).gapCount();
        assertThat(taken * 1000).isLessThan(settings.receiveBytes());

        var waiting = new Stranger(6, settings).established().open(0, true);
        for (int i = 0; i < 4000 && waiting.link.server.end.isEmpty(); i++) {
            waiting.give(waiting.binary(WHOLE, waiting.tsn++, 5 + i % 30_000, 1000));
        }
        assertThat(waiting.link.server.end).isEqualTo("protocol-violation");
        assertThat(waiting.link.server.messages).isEmpty();

        var endless = new Stranger(7, settings).established().open(0, true);
        endless.give(endless.binary(Sctp.BEGINS, endless.tsn++, 1, 1000));
        for (int i = 0; i < 4000 && endless.link.server.end.isEmpty(); i++) {
            endless.give(endless.binary(0, endless.tsn++, 1, 1000));
        }
        assertThat(endless.link.server.end).isEqualTo("protocol-violation");
    }

    @Test
    @DisplayName(
            "A message above the limit, parts that contradict each other and a false acknowledgement end it")
    void violations() {
        var large = new Stranger(8).established().open(0, true);
        large.give(large.binary(Sctp.BEGINS, large.tsn++, 1, 1000));
        for (int i = 0; i < 70; i++) {
            large.give(large.binary(i == 69 ? Sctp.ENDS : 0, large.tsn++, 1, 1000));
        }
        assertThat(large.link.server.end).isEqualTo("protocol-violation");

        var mixed = new Stranger(9).established().open(0, true);
        mixed.give(mixed.binary(Sctp.BEGINS, mixed.tsn++, 1, 10));
        mixed.give(mixed.binary(Sctp.ENDS, mixed.tsn++, 2, 10));
        assertThat(mixed.link.server.end).isEqualTo("protocol-violation");

        var liar = new Stranger(10).established().open(0, true);
        liar.give(
                liar.packet().sack(liar.serverTsn + 50, 1000, new int[0], 0, new int[0]).finish());
        assertThat(liar.link.server.end).isEqualTo("acknowledged-the-unsent");
        assertThat(liar.answered(Sctp.ABORT)).isTrue();

        var wild = new Stranger(11).established();
        wild.give(wild.data(WHOLE, wild.tsn++, 5000, 0, Sctp.PPID_BINARY, new byte[1]));
        assertThat(wild.link.server.end).isEqualTo("protocol-violation");
    }

    @Test
    @DisplayName(
            "Channels above the limit, with our numbers or with endless names are refused, the others stay")
    void channels() {
        var stranger = new Stranger(12).established();
        for (int i = 0; i < 100; i++) {
            stranger.open(2 * i, true);
        }
        assertThat(stranger.link.server.opened).hasSize(32);

        var other = new Stranger(13).established().open(1, true);
        byte[] name = new DcepOpen(false, DcepOpen.Limit.NONE, 0, 0, "n".repeat(500), "").bytes();
        other.give(other.data(WHOLE, other.tsn++, 2, 0, Sctp.PPID_DCEP, name));
        other.give(other.data(WHOLE, other.tsn++, 4, 0, Sctp.PPID_BINARY, new byte[5]));
        assertThat(other.link.server.opened).isEmpty();
        assertThat(other.link.server.messages).isEmpty();
        assertThat(other.link.server.end).isEmpty();
    }

    @Test
    @DisplayName(
            "A client that resets its stream closes the channel, is answered once more when it asks again")
    void reset() {
        var stranger = new Stranger(14).established().open(0, true);
        int request = Stranger.FIRST_TSN;
        var early = new ResetParameter.Outgoing(request, 0, stranger.tsn + 5, new int[] {0});
        stranger.give(stranger.packet().reset(early).finish());
        assertThat(stranger.last(Sctp.RE_CONFIG).reset(0))
                .isEqualTo(new ResetParameter.Response(request, Sctp.RESET_IN_PROGRESS));
        assertThat(stranger.link.server.closed).isEmpty();

        var due = new ResetParameter.Outgoing(request + 1, 0, stranger.tsn - 1, new int[] {0});
        stranger.answers.clear();
        stranger.give(stranger.packet().reset(due).finish());
        stranger.give(stranger.packet().reset(due).finish());
        assertThat(stranger.link.server.closed).containsExactly("channel 0");
        assertThat(stranger.last(Sctp.RE_CONFIG).reset(0))
                .isEqualTo(new ResetParameter.Response(request + 1, Sctp.RESET_PERFORMED));
        assertThat(
                        stranger.answers.stream()
                                .filter(answer -> BigEndian.u8(answer, 12) == Sctp.RE_CONFIG)
                                .count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName(
            "[S9] a packet full of requests, heartbeats or acknowledgements costs as much as one of each")
    void bundled() {
        var stranger = new Stranger(16).established().open(0, true);
        var requests = new byte[8 * 140];
        for (int i = 0; i < requests.length; i += 8) {
            BigEndian.put16(requests, i, Sctp.RESET_INCOMING);
            BigEndian.put16(requests, i + 2, 8);
            BigEndian.put32(requests, i + 4, Stranger.FIRST_TSN + i / 8);
        }
        stranger.answers.clear();
        stranger.give(stranger.packet().plain(Sctp.RE_CONFIG, requests).finish());
        assertThat(stranger.answers).hasSize(1);

        var beats = stranger.packet();
        for (int i = 0; i < 100; i++) {
            beats.heartbeat(new byte[0]);
        }
        stranger.answers.clear();
        stranger.give(beats.finish());
        assertThat(stranger.answers).hasSize(1);
    }

    @Test
    @DisplayName(
            "[S9] a message in parts of a byte ends the association long before each part looks at thousands")
    void crumbs() {
        var stranger = new Stranger(17).established().open(0, true);
        int taken = 0;
        for (int i = 2000; i > 0 && stranger.link.server.end.isEmpty(); i--, taken++) {
            stranger.give(stranger.binary(i == 2000 ? Sctp.ENDS : 0, stranger.tsn + i, 1, 1));
        }
        assertThat(stranger.link.server.end).isEqualTo("protocol-violation");
        assertThat(taken).isBetween(100, 300);
    }

    @Test
    @DisplayName(
            "[S9] messages of a byte for a peer that reads none count for what keeping them costs")
    void tiny() {
        var settings = SctpSettings.standard();
        var stranger = new Stranger(18, settings).established().open(0, true);
        int sent = 0;
        while (stranger.link.server.channels.send("channel 0", false, new byte[1])) {
            sent++;
        }
        assertThat(sent).isBetween(1_000, settings.reliableBytes() / 128);
        assertThat(stranger.link.server.end).isEqualTo("send-buffer-full");
    }

    @Test
    @DisplayName("What tiny messages counted for is given back when they are acknowledged")
    void givenBack() {
        var link = new Link(19, Link.Weather.FINE).open();
        for (int i = 0; i < 500; i++) {
            link.server.channels.send("_reliable", false, new byte[1 + i % 3]);
            link.server.channels.send("_lossy", false, new byte[3000]);
        }
        assertThat(link.server.channels.backlog()).isGreaterThan(500 * 128);
        link.run(5_000);
        assertThat(link.server.channels.backlog()).isZero();
        assertThat(link.client.messages).hasSizeGreaterThan(500);
    }
}
