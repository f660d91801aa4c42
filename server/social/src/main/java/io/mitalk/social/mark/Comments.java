package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Names;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.room.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Comments at their second: the newest are told once a second, all are kept for whoever listens later. */
final class Comments {

    private static final int MAX_TEXT = 140;
    private static final int TOLD = 20;
    private static final int PAGE = 500;
    private static final long PERIOD_MS = 1_000;

    private final MarkSettings settings;
    private final Marks.Parts parts;
    private final Pulse pulse;

    Comments(MarkSettings settings, Marks.Parts parts) {
        this.settings = settings;
        this.parts = parts;
        this.pulse = parts.rooms().pulse("comments", PERIOD_MS, this::newest);
    }

    /** Immutable. A comment as everybody in the room sees it. */
    record View(UUID id, long second, String text, PersonCard by) {}

    /** Immutable. Comments in their order. */
    record Listed(List<View> items) {}

    /**
     * Writes a comment at this second.
     *
     * @throws ProblemRaised {@code bad-request}, {@code not-in-room}, {@code marks-not-live}, {@code room-ended},
     *     {@code too-many-requests} for who just wrote
     */
    View write(Visitor visitor, UUID room, String typed) throws ProblemRaised {
        var member = visitor.member();
        String text = Names.clean(typed, MAX_TEXT);
        if (text == null) {
            throw Problem.BAD_REQUEST.raise().with("field", "text");
        }
        return parts.database()
                .<View, ProblemRaised>write(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            Moment.mustBeLive(visit);
                            visit.mustBePresent();
                            refuseTooSoon(tx, room, member);
                            var comment = new Comment(parts.ids().next(), member, text, tx.now());
                            CommentStore.insert(tx, room, comment);
                            pulse.touch(tx, room);
                            return views(tx, visit.room().liveAt(), List.of(comment)).getFirst();
                        });
    }

    private void refuseTooSoon(Tx tx, UUID room, UUID member) throws ProblemRaised {
        var last = CommentStore.last(tx, room, member);
        if (last != null) {
            long waitMs = Duration.between(tx.now(), last.plus(settings.commentEvery())).toMillis();
            if (waitMs > 0) {
                throw Problem.tooSoon(waitMs);
            }
        }
    }

    /**
     * Takes a comment away: one's own, or any by who holds the handles; also after the end.
     *
     * @throws ProblemRaised {@code not-found}, {@code not-moderator} for another's
     */
    void take(Visitor visitor, UUID room, UUID id) throws ProblemRaised {
        var member = visitor.member();
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            var comment = CommentStore.find(tx, room, id);
                            if (comment == null) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            if (!comment.account().equals(member)) {
                                visit.mustHost();
                            }
                            CommentStore.remove(tx, id);
                            pulse.touch(tx, room);
                        });
    }

    /**
     * Comments from a second on, at most 500 of them, without those of people whom the visitor blocked.
     *
     * @throws ProblemRaised what {@link io.mitalk.social.room.Rooms#visit} refuses
     */
    Listed from(Visitor visitor, UUID room, long second) throws ProblemRaised {
        return parts.database()
                .<Listed, ProblemRaised>read(
                        tx -> {
                            var live = parts.rooms().visit(tx, room, visitor).room().liveAt();
                            return new Listed(
                                    live == null
                                            ? List.of()
                                            : views(
                                                    tx,
                                                    live,
                                                    CommentStore.from(
                                                            tx,
                                                            room,
                                                            live.plusSeconds(second),
                                                            visitor.accountId(),
                                                            PAGE)));
                        });
    }

    private JsonNode newest(Tx tx, UUID room) {
        var newest = CommentStore.newest(tx, room, TOLD);
        return Json.mapper().valueToTree(new Listed(views(tx, MarkStore.live(tx, room), newest)));
    }

    private List<View> views(Tx tx, @Nullable Instant live, List<Comment> comments) {
        var people = comments.stream().map(Comment::account).collect(Collectors.toSet());
        var cards = parts.accounts().cards(tx, people);
        return comments.stream()
                .map(
                        comment ->
                                new View(
                                        comment.id(),
                                        Moment.second(live, comment.at()),
                                        comment.text(),
                                        Marks.card(cards, comment.account())))
                .toList();
    }
}
