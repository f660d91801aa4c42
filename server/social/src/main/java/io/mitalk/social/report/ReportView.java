package io.mitalk.social.report;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Immutable. A report as operators see it. */
record ReportView(
        UUID id,
        Instant at,
        String state,
        String kind,
        String note,
        @Nullable PersonCard by,
        About about,
        @Nullable String decision,
        @Nullable Instant decidedAt,
        @Nullable PersonCard decidedBy,
        @Nullable String reason) {

    /** What it is about. */
    record About(@Nullable PersonCard account, @Nullable AboutRoom room) {}

    /** A room; the title is empty when it is not known any more. */
    record AboutRoom(UUID id, String title) {}

    static ReportView of(Report report, Map<UUID, PersonCard> cards, String roomTitle) {
        var room = report.aboutRoom();
        var account = report.aboutAccount();
        var about =
                new About(
                        account == null ? null : cards.get(account),
                        room == null ? null : new AboutRoom(room, roomTitle));
        var decided = report.decision();
        return new ReportView(
                report.id(),
                report.at(),
                decided == null ? "open" : "decided",
                report.kind().word(),
                report.note(),
                report.reporter() == null ? null : cards.get(report.reporter()),
                about,
                decided == null ? null : decided.decision().word(),
                decided == null ? null : decided.at(),
                decided == null ? null : cards.get(decided.by()),
                decided == null ? null : decided.reason());
    }
}
