package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. What a whole audience may do within seconds, done in few transactions: the first wish of a room at once,
 * and whatever comes while it is written all in the next one. So a crowd waits in memory and not with a connection to
 * the database each, and a commit is for many.
 */
public final class Together<W> {

    /** As many as keep a transaction short. */
    private static final int BATCH = 32;

    private final RoomTools tools;
    private final Work<W> work;
    private final Map<UUID, List<Request<W>>> waiting = new HashMap<>();

    Together(RoomTools tools, Work<W> work) {
        this.tools = tools;
        this.work = work;
    }

    /** Does what is wished of one room; what it answers for each, in their order, is null or why not. */
    @FunctionalInterface
    public interface Work<W> {
        List<@Nullable ProblemRaised> of(Tx tx, UUID room, List<W> wishes);
    }

    /** Does one of these, of which others are none the worse when it is refused. */
    @FunctionalInterface
    public interface Step<W> {
        void of(W wish) throws ProblemRaised;
    }

    /** Somebody who waits for an answer. */
    private record Request<W>(W wish, CompletableFuture<@Nullable ProblemRaised> answer) {}

    /** Does {@code step} for each, and answers for each. */
    public static <W> List<@Nullable ProblemRaised> each(List<W> wishes, Step<W> step) {
        var answers = new ArrayList<@Nullable ProblemRaised>();
        for (var wish : wishes) {
            try {
                step.of(wish);
                answers.add(null);
            } catch (ProblemRaised refusal) {
                answers.add(refusal);
            }
        }
        return answers;
    }

    /** Answers the same for each. */
    public static <W> List<@Nullable ProblemRaised> none(List<W> wishes, ProblemRaised refusal) {
        var answers = new ArrayList<@Nullable ProblemRaised>();
        wishes.forEach(_ -> answers.add(refusal));
        return answers;
    }

    /**
     * Has a wish done and returns when that is committed.
     *
     * @throws ProblemRaised why not
     */
    public void ask(UUID room, W wish) throws ProblemRaised {
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

    private CompletableFuture<@Nullable ProblemRaised> enqueue(UUID room, W wish) {
        var request = new Request<>(wish, new CompletableFuture<@Nullable ProblemRaised>());
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
            var wishes = requests.stream().map(Request::wish).toList();
            try {
                var answers = together(room, wishes);
                for (int i = 0; i < requests.size(); i++) {
                    requests.get(i).answer().complete(answers.get(i));
                }
            } catch (RuntimeException e) { // of the database; who comes next may be luckier
                requests.forEach(request -> request.answer().completeExceptionally(e));
            }
        }
    }

    private List<@Nullable ProblemRaised> together(UUID room, List<W> wishes) {
        return tools.parts()
                .database()
                .<List<@Nullable ProblemRaised>, RuntimeException>write(
                        tx -> work.of(tx, room, wishes));
    }

    /** Those who came first; when there are none, the next one begins anew. */
    private List<Request<W>> next(UUID room) {
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
}
