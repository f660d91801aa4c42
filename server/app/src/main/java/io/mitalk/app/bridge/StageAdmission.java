package io.mitalk.app.bridge;

import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Admission;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.Verdict;

/**
 * Thread-safe. The door of every room. A token of the application says only who comes; whether they may is asked of the
 * room's newest plan, at every join, resume and validation.
 */
public final class StageAdmission implements Admission {

    private static final Verdict ABSENT = new Verdict.Refused(404, "requested room does not exist");
    private static final Verdict EXPELLED = new Verdict.Refused(403, "removed from this room");

    private final KeyAdmission keys;
    private final Plans plans;

    /** Made by the assembly. */
    public StageAdmission(KeyAdmission keys, Plans plans) {
        this.keys = keys;
        this.plans = plans;
    }

    @Override
    public Verdict admit(String jwt) {
        return switch (keys.admit(jwt)) {
            case Verdict.Refused refused -> refused;
            case Verdict.Admitted admitted -> ofPlan(admitted);
        };
    }

    private Verdict ofPlan(Verdict.Admitted admitted) {
        if (admitted.realm() != Realm.APPLICATION) {
            return admitted;
        }
        var room = StageRooms.id(admitted.token().video().room());
        var plan = room == null ? null : plans.of(room);
        if (plan == null || !plan.open()) {
            return ABSENT;
        }
        return plan.expelled().contains(admitted.token().identity()) ? EXPELLED : admitted;
    }

    @Override
    public String renew(AccessToken token) {
        return keys.renew(token);
    }
}
