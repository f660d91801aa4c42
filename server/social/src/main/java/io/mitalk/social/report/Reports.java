package io.mitalk.social.report;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Prose;
import io.mitalk.realtime.ChannelEvent;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.action.Action;
import io.mitalk.social.action.Actions;
import io.mitalk.social.notify.Notices;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. The verbs of reports; each runs in the caller's transaction. */
public final class Reports {

    static final String CHANNEL = "console";

    private static final int LISTED = 200;
    private static final int MAX_NOTE = 1000;

    private final Parts parts;
    private final int perHour;

    /** What reports are made of. */
    public record Parts(
            Accounts accounts,
            Notices notices,
            Actions actions,
            Sanctions sanctions,
            RoomWarden rooms,
            Uuid7 ids) {}

    /** Made by the assembly; {@code perHour} is how many reports one person may make in an hour. */
    public Reports(Parts parts, int perHour) {
        this.parts = parts;
        this.perHour = perHour;
    }

    /** Immutable. What somebody complains about. */
    record Complaint(
            UUID reporter,
            @Nullable UUID aboutAccount,
            @Nullable UUID aboutRoom,
            Report.Kind kind,
            String note) {}

    /** Immutable. What an operator decided; {@code length} is of a suspension, null without end. */
    record Ruling(
            UUID operator, Report.Decision decision, String reason, @Nullable Duration length) {}

    /**
     * Takes a report to the console and to every operator's notices.
     *
     * @throws ProblemRaised {@code report-about-nothing}, {@code not-found}, {@code too-many-reports}
     */
    UUID make(Tx tx, Complaint complaint) throws ProblemRaised {
        if (complaint.aboutAccount() == null && complaint.aboutRoom() == null) {
            throw ReportProblems.ABOUT_NOTHING.raise();
        }
        var note = Prose.of(complaint.note());
        if (note.length() > MAX_NOTE) {
            throw Problem.BAD_REQUEST.raise().with("field", "note");
        }
        if (complaint.aboutAccount() != null
                && parts.accounts().byId(tx, complaint.aboutAccount()) == null) {
            throw Problem.NOT_FOUND.raise();
        }
        var hourAgo = tx.now().minus(Duration.ofHours(1));
        if (ReportStore.countSince(tx, complaint.reporter(), hourAgo) >= perHour) {
            throw ReportProblems.TOO_MANY.raise();
        }
        var report =
                new Report(
                        parts.ids().next(),
                        complaint.reporter(),
                        complaint.aboutAccount(),
                        complaint.aboutRoom(),
                        complaint.kind(),
                        note.text(),
                        tx.now(),
                        null);
        take(tx, report);
        return report.id();
    }

    /**
     * Takes what enough people of a room object to, to the console and to every operator's notices; nobody in
     * particular reports it.
     *
     * @param account whose deed it was
     * @param reason that they gave for it
     */
    public UUID ofRoom(Tx tx, UUID room, UUID account, String reason) {
        var report =
                new Report(
                        parts.ids().next(),
                        null,
                        account,
                        room,
                        Report.Kind.LIFT,
                        reason,
                        tx.now(),
                        null);
        take(tx, report);
        return report.id();
    }

    private void take(Tx tx, Report report) {
        ReportStore.add(tx, report);
        var view = views(tx, List.of(report)).getFirst();
        told(tx, "report-made", report.id(), view);
        for (var operator : ReportStore.operators(tx)) {
            parts.notices().tell(tx, operator, "report", report.id(), view);
        }
    }

    /**
     * Decides about an open report and carries the decision out.
     *
     * @throws ProblemRaised {@code not-found}, {@code report-decided}, {@code decision-not-possible}, {@code
     *     reason-missing}, {@code operator-protected}
     */
    void decide(Tx tx, UUID id, Ruling ruling) throws ProblemRaised {
        var report = ReportStore.locked(tx, id);
        if (report == null) {
            throw Problem.NOT_FOUND.raise();
        }
        if (report.decision() != null) {
            throw ReportProblems.DECIDED.raise();
        }
        var reason = Action.reason(ruling.reason());
        switch (ruling.decision()) {
            case DISMISS -> {}
            case SUSPEND ->
                    parts.sanctions()
                            .suspend(
                                    tx,
                                    ruling.operator(),
                                    possible(report.aboutAccount()),
                                    reason,
                                    ruling.length());
            case END_ROOM ->
                    parts.rooms().end(tx, possible(report.aboutRoom()), ruling.operator(), reason);
        }
        ReportStore.decide(
                tx, id, new Report.Decided(ruling.decision(), reason, ruling.operator(), tx.now()));
        parts.actions()
                .write(tx, new Action(ruling.operator(), ruling.decision().action(), id, reason));
        told(tx, "report-decided", id, null);
        for (var operator : ReportStore.operators(tx)) {
            parts.notices().withdraw(tx, operator, "report", id);
        }
        var reporter = report.reporter();
        if (reporter != null) {
            var notice = new DecidedNotice(id, ruling.decision().word());
            parts.notices().tell(tx, reporter, "report-decided", notice);
        }
    }

    /** The open reports, those that wait longest first. */
    List<ReportView> open(Tx tx) {
        return views(tx, ReportStore.open(tx, LISTED));
    }

    /** The decided reports, the last decision first. */
    List<ReportView> decided(Tx tx) {
        return views(tx, ReportStore.decided(tx, LISTED));
    }

    /** The state of the console's channel. */
    ObjectNode state(Tx tx) {
        var state = Json.mapper().createObjectNode();
        var reports = state.putObject("reports");
        for (var view : open(tx)) {
            reports.set(view.id().toString(), Json.mapper().valueToTree(view));
        }
        return state;
    }

    /** Immutable. What the reporter is told. */
    private record DecidedNotice(UUID reportId, String decision) {}

    private static UUID possible(@Nullable UUID target) throws ProblemRaised {
        if (target == null) {
            throw ReportProblems.NOT_POSSIBLE.raise();
        }
        return target;
    }

    private void told(Tx tx, String type, UUID id, @Nullable ReportView view) {
        var patch = Json.mapper().createObjectNode();
        patch.putObject("reports")
                .set(
                        id.toString(),
                        view == null ? Json.mapper().nullNode() : Json.mapper().valueToTree(view));
        tx.fact(new ChannelEvent(CHANNEL, ReportStore.nextVersion(tx), type, patch));
    }

    private List<ReportView> views(Tx tx, List<Report> reports) {
        var people = new HashSet<UUID>();
        for (var report : reports) {
            if (report.reporter() != null) {
                people.add(report.reporter());
            }
            if (report.aboutAccount() != null) {
                people.add(report.aboutAccount());
            }
            if (report.decision() != null) {
                people.add(report.decision().by());
            }
        }
        var cards = parts.accounts().cards(tx, people);
        return reports.stream()
                .map(report -> ReportView.of(report, cards, roomTitle(tx, report)))
                .toList();
    }

    private String roomTitle(Tx tx, Report report) {
        var room = report.aboutRoom();
        return room == null ? "" : Objects.requireNonNullElse(parts.rooms().title(tx, room), "");
    }
}
