package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Who is in a room, as the media plane tells it: a person is there while its participant lives. Facts of
 * one room are written in their order, many in one transaction, since a thousand people may come at once.
 */
final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final int BATCH = 64;
    private static final int MAX_WAITING = 50_000;
    private static final long RETRY_MS = 500;
    private static final long CLOSE_SECONDS = 5;

    private final RoomTools tools;
    private final RoomTimers timers;
    private final QuietGuard quiet;
    private final Map<UUID, List<StageFact>> waiting = new HashMap<>();

    /** Completed when the last fact is written after {@link #close} was asked for. */
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    private boolean closing;

    Presence(RoomTools tools, RoomTimers timers, QuietGuard quiet) {
        this.tools = tools;
        this.timers = timers;
        this.quiet = quiet;
    }

    /** Takes a fact of the media plane; returns at once. */
    void take(StageFact fact) {
        boolean first;
        synchronized (waiting) {
            var facts = waiting.get(fact.room());
            first = facts == null;
            if (facts == null) {
                facts = new ArrayList<>();
                waiting.put(fact.room(), facts);
            }
            if (facts.size() >= MAX_WAITING) {
                LOG.error(
                        "facts of room {} wait for the database; the oldest is lost", fact.room());
                facts.removeFirst();
            }
            facts.add(fact);
        }
        if (first) {
            tools.parts().threads().virtual().execute(() -> drain(fact.room()));
        }
    }

    /** Whether every fact taken so far is written. */
    boolean idle() {
        synchronized (waiting) {
            return waiting.isEmpty();
        }
    }

    /** Waits until the facts taken so far are written; a database that does not take them is not waited for long. */
    void close() {
        synchronized (waiting) {
            closing = true;
            if (waiting.isEmpty()) {
                settled.complete(null);
            }
        }
        settled.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
        if (!idle()) {
            LOG.error(
                    "the last facts of rooms were not written; their intervals end with the last sign of life");
        }
    }

    private void drain(UUID room) {
        for (var facts = next(room); !facts.isEmpty(); facts = next(room)) {
            var batch = facts;
            try {
                tools.parts().database().run(tx -> write(tx, room, batch));
            } catch (RuntimeException e) {
                LOG.warn("facts of room {} are not written yet; trying again", room, e);
                tools.parts().threads().after(RETRY_MS, () -> drain(room));
                return;
            }
            written(room, batch.size());
        }
    }

    /** The oldest facts that wait; when there are none, the next fact begins anew. */
    private List<StageFact> next(UUID room) {
        synchronized (waiting) {
            var facts = waiting.get(room);
            if (facts == null || facts.isEmpty()) {
                waiting.remove(room);
                if (closing && waiting.isEmpty()) {
                    settled.complete(null);
                }
                return List.of();
            }
            return List.copyOf(facts.subList(0, Math.min(BATCH, facts.size())));
        }
    }

    private void written(UUID room, int count) {
        synchronized (waiting) {
            var facts = waiting.get(room);
            if (facts != null) {
                facts.subList(0, Math.min(count, facts.size())).clear();
            }
        }
    }

    private void write(Tx tx, UUID room, List<StageFact> facts) {
        var edit = RoomEdit.lock(tx, tools, room);
        if (edit == null) {
            return;
        }
        AudienceStore.lockCount(tx, room);
        var before = AudienceStore.count(tx, room);
        for (var fact : facts) {
            if (edit.room().ended()) {
                afterEnd(tx, fact);
            } else {
                apply(edit, fact);
            }
        }
        if (edit.room().ended()) {
            return;
        }
        var after = AudienceStore.count(tx, room);
        timers.setEmpty(tx, room, after.people() == 0);
        // Somebody of the audience may have left with a hand up.
        if (!edit.allHere() || facts.stream().anyMatch(StageFact.Left.class::isInstance)) {
            timers.setAway(edit);
        }
        quiet.counted(edit, before.people(), after.people());
        edit.finish("stage-changed");
        if (after.listeners() != before.listeners() || after.guests() != before.guests()) {
            tx.fact(new AudienceChanged(room, after.listeners(), after.guests()));
        }
    }

    /** The last words of who was cut off are still counted. */
    private static void afterEnd(Tx tx, StageFact fact) {
        if (fact instanceof StageFact.Spoke spoke) {
            spoke(tx, spoke);
        }
    }

    private static void spoke(Tx tx, StageFact.Spoke spoke) {
        AudienceStore.spoke(tx, spoke.room(), spoke);
        var account = Identities.account(spoke.identity());
        if (account != null && spoke.slots() != 0) {
            SpeechStore.add(tx, account, spoke);
        }
    }

    private void apply(RoomEdit edit, StageFact fact) {
        switch (fact) {
            case StageFact.Joined joined -> joined(edit, joined);
            case StageFact.Left left -> left(edit, left);
            case StageFact.SignalLost lost -> {
                var seat = seat(edit, lost.identity());
                if (seat != null) {
                    edit.put(seat.signalLost(edit.tx().now()));
                }
            }
            case StageFact.SignalBack back -> {
                var seat = seat(edit, back.identity());
                if (seat != null && seat.here()) {
                    edit.put(seat.back());
                }
            }
            case StageFact.Published published -> {
                var seat = seat(edit, published.identity());
                if (seat != null && seat.micOpen() != published.open()) {
                    edit.put(seat.withMicOpen(published.open()));
                }
            }
            case StageFact.Spoke spoke -> {
                spoke(edit.tx(), spoke);
                quiet.broken(edit, spoke.at());
                tools.added().forEach(part -> part.spoke(edit));
            }
            case StageFact.Gone _ -> gone(edit);
        }
    }

    private void joined(RoomEdit edit, StageFact.Joined joined) {
        var tx = edit.tx();
        String identity = joined.identity();
        var account = Identities.account(identity);
        boolean guest = true;
        if (account != null) {
            var standing = Standings.of(tx, edit.room(), account);
            if (standing.cause() != null) {
                edit.expel(identity, standing.cause());
            }
            guest = !standing.member();
        }
        var comer = new AudienceStore.Comer(edit.id(), identity, account, guest);
        AudienceStore.join(tx, comer, joined.sid(), joined.at());
        if (account == null) {
            return;
        }
        StageStore.handLost(tx, edit.id(), account, null);
        var seat = edit.seat(account);
        if (seat != null && (!seat.here() || seat.lostSince() != null)) {
            edit.put(seat.back());
        }
    }

    private static void left(RoomEdit edit, StageFact.Left left) {
        var tx = edit.tx();
        String identity = left.identity();
        var account = Identities.account(identity);
        if (!AudienceStore.leave(tx, edit.id(), identity, left.sid(), left.at())
                || account == null) {
            return;
        }
        StageStore.handLost(tx, edit.id(), account, left.at());
        var seat = edit.seat(account);
        if (seat != null) {
            edit.put(seat.gone(left.at()));
        }
    }

    /** The engine lost the room: everybody is gone until the plan has opened it again and they are back. */
    private static void gone(RoomEdit edit) {
        edit.everybodyGone(edit.tx().now());
        edit.repeatPlan();
    }

    private static @Nullable StageSeat seat(RoomEdit edit, String identity) {
        var account = Identities.account(identity);
        return account == null ? null : edit.seat(account);
    }
}
