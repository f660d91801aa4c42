package io.mitalk.social.show;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.floor.FloorMode;
import io.mitalk.social.question.Questions;
import io.mitalk.social.room.Pulse;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.room.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. How rooms used their time: for the host and who spoke, and for nobody to rank people by. While a room
 * runs whose format wants balance, everybody in it is told how the talk is shared.
 */
public final class RoomReports implements RoomPart {

    /** Less than this is a cough or a "yes". */
    private static final long SPOKEN_MS = 1_000;

    private static final long PERIOD_MS = 5_000;

    private final ReportSettings settings;
    private final Parts parts;
    private final Pulse talk;

    /** What reports are made of. */
    public record Parts(Database database, Rooms rooms, Accounts accounts, Questions questions) {}

    /** Adds itself to the rooms; before they start. */
    public RoomReports(ReportSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        parts.rooms().add(this);
        talk = parts.rooms().pulse("talk", PERIOD_MS, RoomReports::shares);
    }

    public Routes routes() {
        return new ReportRoutes(this);
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        return null;
    }

    @Override
    public void spoke(RoomEdit edit) {
        if (balanced(edit.tx(), edit.id(), edit.floor().floor().mode())) {
            talk.touch(edit.tx(), edit.id());
        }
    }

    private static JsonNode shares(Tx tx, UUID room) {
        return Json.mapper().valueToTree(ReportStore.shares(ReportStore.talk(tx, room, SPOKEN_MS)));
    }

    /** Whether it is good in a room that everybody speaks for as long as the others. */
    private static boolean balanced(Tx tx, UUID room, FloorMode mode) {
        var show = ShowStore.find(tx, room);
        return show == null
                ? mode == FloorMode.BALANCED || mode == FloorMode.ROUND
                : show.balanced();
    }

    /**
     * A room's report, or null for who only listened.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    @Nullable RoomReport find(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<@Nullable RoomReport, ProblemRaised>read(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            var talk = ReportStore.talk(tx, room, SPOKEN_MS);
                            return concerns(visit, talk) ? report(tx, visit.room(), talk) : null;
                        });
    }

    private static boolean concerns(Visit visit, List<ReportStore.Talk> talk) {
        var account = visit.account();
        return account != null
                && (visit.onStage()
                        || visit.room().host().equals(account)
                        || talk.stream().anyMatch(one -> one.account().equals(account)));
    }

    private RoomReport report(Tx tx, Room room, List<ReportStore.Talk> talk) {
        var began = Objects.requireNonNullElse(room.liveAt(), tx.now());
        var ended = Objects.requireNonNullElse(room.endedAt(), tx.now());
        var length = Duration.between(began, ended);
        int people = ReportStore.people(tx, room.id());
        boolean enough = length.compareTo(settings.shortest()) >= 0 && people >= settings.people();
        var show = ShowStore.find(tx, room.id());
        var segments = show == null ? List.<Segment>of() : show.segments();
        var efficiency = enough ? efficiency(tx, room.id(), began, ended, talk) : null;
        var wait = FloorWaits.median(ReportStore.waits(tx, room.id(), began));
        return new RoomReport(
                enough,
                length.toSeconds(),
                people,
                efficiency == null || efficiency.parts().isEmpty() ? null : efficiency.index(),
                efficiency == null ? List.of() : efficiency.parts(),
                talks(tx, talk),
                segments.stream().map(ShowView.SegmentView::of).toList(),
                wait == null ? null : wait.toSeconds(),
                ReportStore.exceptions(tx, room.id()));
    }

    private Efficiency efficiency(
            Tx tx, UUID room, Instant began, Instant ended, List<ReportStore.Talk> talk) {
        var heard = ReportStore.heard(tx, room);
        boolean known = !heard.isEmpty() || talk.isEmpty();
        var speech = known ? Speech.of(heard, began, ended) : null;
        var show = ShowStore.find(tx, room);
        boolean even = balanced(tx, room, ReportStore.mode(tx, room));
        return new Efficiency(
                speech == null ? null : speech.density(),
                even ? Efficiency.balance(talk.stream().map(ReportStore.Talk::ms).toList()) : null,
                show == null ? null : Efficiency.agenda(show.segments()),
                service(tx, room),
                speech == null ? null : speech.overlap());
    }

    private @Nullable Double service(Tx tx, UUID room) {
        var service = parts.questions().service(tx, room);
        return service.votes() == 0 ? null : (double) service.answeredVotes() / service.votes();
    }

    private List<RoomReport.Talk> talks(Tx tx, List<ReportStore.Talk> talk) {
        var shares = ReportStore.shares(talk);
        var people = talk.stream().map(ReportStore.Talk::account).collect(Collectors.toSet());
        var cards = parts.accounts().cards(tx, people);
        return talk.stream()
                .map(
                        one ->
                                new RoomReport.Talk(
                                        Objects.requireNonNullElseGet(
                                                cards.get(one.account()),
                                                () -> new PersonCard(one.account(), "", "", null)),
                                        one.ms() / 1_000,
                                        Objects.requireNonNull(
                                                shares.get(one.account().toString())),
                                        one.turns()))
                .toList();
    }
}
