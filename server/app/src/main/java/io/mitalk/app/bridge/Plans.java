package io.mitalk.app.bridge;

import io.mitalk.social.room.StagePlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The newest plan of each room: what the door and the stage go by. */
public final class Plans {

    /** Ended rooms are remembered, so that a late plan does not open one again; the oldest are forgotten. */
    private static final int ENDED_KEPT = 10_000;

    private final Map<UUID, StagePlan> plans = new HashMap<>();
    private final Deque<UUID> ended = new ArrayDeque<>();

    /** Takes a plan that is not older than the one it replaces, and hands it on before another one is looked at. */
    synchronized boolean take(StagePlan plan, Runnable carryOut) {
        var before = plans.get(plan.room());
        boolean stale =
                before != null
                        && (before.version() > plan.version() || (!before.open() && plan.open()));
        if (stale) {
            return false;
        }
        plans.put(plan.room(), plan);
        if (!plan.open() && (before == null || before.open())) {
            ended.add(plan.room());
            forgetOldest();
        }
        carryOut.run();
        return true;
    }

    /** Hands the newest plan of an open room on once more, before another one is looked at. */
    synchronized void again(UUID room, Consumer<StagePlan> carryOut) {
        var plan = plans.get(room);
        if (plan != null && plan.open()) {
            carryOut.accept(plan);
        }
    }

    synchronized @Nullable StagePlan of(UUID room) {
        return plans.get(room);
    }

    private void forgetOldest() {
        if (ended.size() > ENDED_KEPT) {
            plans.remove(ended.remove());
        }
    }
}
