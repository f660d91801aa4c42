package io.mitalk.app.bridge;

import io.mitalk.social.room.Seat;
import io.mitalk.social.room.StagePlan;
import io.mitalk.social.room.SubRooms;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Immutable. A plan in few words. */
record PlanDraft(StagePlan plan) {

    static PlanDraft of(UUID room, long version) {
        return new PlanDraft(
                new StagePlan(
                        room, version, true, false, Map.of(), Set.of(), 1_000, SubRooms.NONE));
    }

    PlanDraft seats(Set<String> identities) {
        var seats = new HashMap<>(plan.seats());
        identities.forEach(identity -> seats.put(identity, new Seat(true, false, 1)));
        return with(plan.open(), plan.onAir(), seats, plan.expelled());
    }

    PlanDraft muted(String identity) {
        var seats = new HashMap<>(plan.seats());
        seats.put(identity, new Seat(true, true, 1));
        return with(plan.open(), plan.onAir(), seats, plan.expelled());
    }

    PlanDraft pushToTalk(String identity) {
        var seats = new HashMap<>(plan.seats());
        seats.put(identity, new Seat(true, false, 1, false, true));
        return with(plan.open(), plan.onAir(), seats, plan.expelled());
    }

    PlanDraft recorded(String identity) {
        var seats = new HashMap<>(plan.seats());
        seats.put(identity, new Seat(true, false, 1, true));
        return with(plan.open(), plan.onAir(), seats, plan.expelled());
    }

    PlanDraft onAir() {
        return with(plan.open(), true, plan.seats(), plan.expelled());
    }

    PlanDraft expelled(String identity) {
        return with(plan.open(), plan.onAir(), plan.seats(), Set.of(identity));
    }

    PlanDraft subRooms(Map<String, Integer> of, Set<String> everywhere) {
        return new PlanDraft(
                new StagePlan(
                        plan.room(),
                        plan.version(),
                        plan.open(),
                        plan.onAir(),
                        plan.seats(),
                        plan.expelled(),
                        plan.audienceMax(),
                        new SubRooms(of, everywhere)));
    }

    PlanDraft closed() {
        return with(false, plan.onAir(), plan.seats(), plan.expelled());
    }

    private PlanDraft with(
            boolean open, boolean onAir, Map<String, Seat> seats, Set<String> expelled) {
        return new PlanDraft(
                new StagePlan(
                        plan.room(),
                        plan.version(),
                        open,
                        onAir,
                        seats,
                        expelled,
                        plan.audienceMax(),
                        plan.subRooms()));
    }
}
