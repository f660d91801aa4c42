package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Hands on their way up. A whole audience may raise its hands at once; each of them needs the lock of the
 * room's row, and behind it would wait whoever leads the room, with a connection to the database each. So those of one
 * room go up together: the first at once, and whoever comes while that is written all in the next transaction, which is
 * one event for everybody.
 */
final class Hands {

    /** As many as keep the room's row locked for a short time only. */
    private static final int BATCH = 32;

    private final RoomTools tools;
    private final Map<UUID, List<Request>> waiting = new HashMap<>();

    Hands(RoomTools tools) {
        this.tools = tools;
    }

    /** Immutable. Whose hand is to go up, and since when they wait. */
    record Wish(UUID member, Instant at) {}

    /** Somebody who waits for an answer: null, or why not. */
    private record Request(Wish wish, CompletableFuture<@Nullable ProblemRaised> answer) {}

    /**
     * Raises a member's hand and returns when that is committed.
     *
     * @throws ProblemRaised {@code hands-locked}, {@code hands-full}, {@code not-in-room}, {@code just-spoke}, {@code
     *     not-found}, {@code removed-from-room}, {@code room-ended}
     */
    void raise(UUID member, UUID room) throws ProblemRaised {
        refuseHopeless(member, room);
        var wish = new Wish(member, tools.parts().clock().instant());
        var refusal = answer(enqueue(room, wish));
        if (refusal != null) {
            throw refusal;
        }
    }

    /** How many wait for a transaction that has not begun, or -1 when none is under way. */
    int waiting(UUID room) {
        synchronized (waiting) {
            var requests = waiting.get(room);
            return requests == null ? -1 : requests.size();
        }
    }

    /** What is in vain now need not wait for the lock; whoever passes is looked at again under it. */
    private void refuseHopeless(UUID member, UUID room) throws ProblemRaised {
        tools.parts()
                .database()
                .<@Nullable Void, ProblemRaised>read(
                        tx -> {
                            var found = RoomStore.require(tx, room);
                            var tie = Door.enter(tx, found, Who.member(member));
                            Door.mustBeOpen(found);
                            if (!settled(tie) && tie.role() == null) {
                                refuse(tx, found, tie);
                            }
                            return null;
                        });
    }

    private CompletableFuture<@Nullable ProblemRaised> enqueue(UUID room, Wish wish) {
        var request = new Request(wish, new CompletableFuture<>());
        boolean first;
        synchronized (waiting) {
            var requests = waiting.get(room);
            first = requests == null;
            if (requests == null) {
                requests = new ArrayList<>();
                waiting.put(room, requests);
            }
            requests.add(request);
        }
        if (first) {
            tools.parts().threads().virtual().execute(() -> drain(room));
        }
        return request.answer();
    }

    private static @Nullable ProblemRaised answer(
            CompletableFuture<@Nullable ProblemRaised> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void drain(UUID room) {
        for (var next = next(room); !next.isEmpty(); next = next(room)) {
            var requests = next;
            try {
                var answers = together(room, requests.stream().map(Request::wish).toList());
                for (int i = 0; i < requests.size(); i++) {
                    requests.get(i).answer().complete(answers.get(i));
                }
            } catch (RuntimeException e) { // of the database; who comes next may be luckier
                requests.forEach(request -> request.answer().completeExceptionally(e));
            }
        }
    }

    /** Those who came first; when there are none, the next one begins anew. */
    private List<Request> next(UUID room) {
        synchronized (waiting) {
            var requests = waiting.get(room);
            if (requests == null || requests.isEmpty()) {
                waiting.remove(room);
                return List.of();
            }
            var first = requests.subList(0, Math.min(BATCH, requests.size()));
            var taken = List.copyOf(first);
            first.clear();
            return taken;
        }
    }

    /** One answer for each wish, in their order. */
    private List<@Nullable ProblemRaised> together(UUID room, List<Wish> wishes) {
        return tools.parts()
                .database()
                .<List<@Nullable ProblemRaised>, RuntimeException>write(
                        tx -> {
                            var answers = new ArrayList<@Nullable ProblemRaised>();
                            try {
                                var edit = RoomEdit.require(tx, tools, room);
                                for (var wish : inOrder(wishes)) {
                                    answers.add(refusal(edit, wish));
                                }
                                edit.finish("hand-raised");
                            } catch (ProblemRaised gone) {
                                wishes.forEach(_ -> answers.add(gone));
                            }
                            return answers;
                        });
    }

    /** No two at the same instant: the stage is to see them in the order in which they came. */
    private static List<Wish> inOrder(List<Wish> wishes) {
        var ordered = new ArrayList<Wish>();
        var last = Instant.MIN;
        for (var wish : wishes) {
            var at = wish.at().isAfter(last) ? wish.at() : last.plusMillis(1);
            ordered.add(new Wish(wish.member(), at));
            last = at;
        }
        return ordered;
    }

    private @Nullable ProblemRaised refusal(RoomEdit edit, Wish wish) {
        try {
            var tie = Door.enter(edit.tx(), edit.room(), Who.member(wish.member()));
            Door.mustBeOpen(edit.room());
            if (!needsNoHand(edit, wish.member())) {
                up(edit, tie, wish);
            }
            return null;
        } catch (ProblemRaised refusal) {
            return refusal;
        }
    }

    /** Raises one hand in a room that is being changed, also of who could speak without one. */
    void up(RoomEdit edit, RoomStore.Tie tie, Wish wish) throws ProblemRaised {
        if (settled(tie)) {
            return;
        }
        refuse(edit.tx(), edit.room(), tie);
        if (edit.floor().floor().manner().mics() > 0) {
            throw RoomProblems.HANDS_LOCKED.raise();
        }
        if (edit.floor().floor().mode().queues()) {
            tools.floors().refuseJustSpoke(edit.tx(), edit.id(), wish.member());
        }
        edit.raiseHand(wish.member(), wish.at());
        edit.log(wish.member(), "hand-raised", null);
    }

    /** Whether they have what a hand is raised for. */
    private static boolean settled(RoomStore.Tie tie) {
        return tie.hand() || tie.offer();
    }

    private void refuse(Tx tx, Room room, RoomStore.Tie tie) throws ProblemRaised {
        if (!tie.present() && !tie.ticket()) {
            throw RoomProblems.NOT_IN_ROOM.raise();
        }
        if (room.handsLocked()) {
            throw RoomProblems.HANDS_LOCKED.raise();
        }
        if (StageStore.handCount(tx, room.id()) >= tools.settings().handsMax()) {
            throw RoomProblems.HANDS_FULL.raise();
        }
    }

    /** Who is on the stage and heard whenever they speak. */
    private static boolean needsNoHand(RoomEdit edit, UUID member) {
        return edit.seat(member) != null && edit.floor().floor().hears(member);
    }
}
