package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.AccessChanged;
import io.mitalk.realtime.ChannelEvent;
import io.mitalk.social.floor.FloorMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Owned by one transaction. A room under its row's lock: verbs change it here, and {@link #finish} tells at once what
 * became of it, to the channels, the media plane, the timers and the hallway.
 */
public final class RoomEdit {

    private final Tx tx;
    private final RoomTools tools;
    private final Map<UUID, StageSeat> seats = new LinkedHashMap<>();
    private Room room;

    private final FloorDesk floor;

    private final ObjectNode roomPatch = Json.mapper().createObjectNode();
    private final ObjectNode partPatch = Json.mapper().createObjectNode();
    private final Map<UUID, @Nullable StageSeat> seatChanges = new TreeMap<>();
    private final Map<UUID, @Nullable Instant> handChanges = new TreeMap<>();
    private final Map<UUID, StageStore.@Nullable Offered> offerChanges = new TreeMap<>();
    private final TreeSet<UUID> told = new TreeSet<>();
    private final TreeSet<UUID> shutOut = new TreeSet<>();
    private final TreeSet<UUID> otherRole = new TreeSet<>();
    private boolean rolesChanged;
    private boolean planChanged;
    private boolean planRepeated;
    private boolean hallwayChanged;
    private boolean timersChanged;

    private RoomEdit(Tx tx, RoomTools tools, Room room) {
        this.tx = tx;
        this.tools = tools;
        this.room = room;
        StageStore.seats(tx, room.id()).forEach(seat -> seats.put(seat.account(), seat));
        floor = new FloorDesk(this, tools);
    }

    /** The room, ended or not, or null when there is none. */
    static @Nullable RoomEdit lock(Tx tx, RoomTools tools, UUID id) {
        var room = RoomStore.lock(tx, id);
        return room == null ? null : new RoomEdit(tx, tools, room);
    }

    /** The same for a room that must exist. */
    static RoomEdit require(Tx tx, RoomTools tools, UUID id) throws ProblemRaised {
        var edit = lock(tx, tools, id);
        if (edit == null) {
            throw Problem.NOT_FOUND.raise();
        }
        return edit;
    }

    /** What it is changed in. */
    public Tx tx() {
        return tx;
    }

    /** The room as it is now. */
    public Room room() {
        return room;
    }

    public UUID id() {
        return room.id();
    }

    /** Its floor. */
    public FloorDesk floor() {
        return floor;
    }

    Collection<StageSeat> seats() {
        return seats.values();
    }

    @Nullable StageSeat seat(UUID account) {
        return seats.get(account);
    }

    @Nullable StageSeat moderator() {
        return seats.values().stream()
                .filter(seat -> seat.role() == Role.MODERATOR)
                .findFirst()
                .orElse(null);
    }

    /** Takes or changes a seat. */
    void put(StageSeat seat) {
        var before = seats.put(seat.account(), seat);
        StageStore.put(tx, id(), seat);
        boolean wasHere = before != null && before.here();
        if (seat.here() != wasHere) {
            AudienceStore.seated(tx, id(), seat.here() ? 1 : -1);
        }
        if (before == null || before.role() != seat.role() || before.muted() != seat.muted()) {
            planChanged = true;
            told.add(seat.account());
        }
        if (before == null || before.role() != seat.role()) {
            if (seat.role() == Role.MODERATOR) {
                floor.moderatorIs(seat.account());
            }
            rolesChanged = true;
            otherRole.add(seat.account());
        }
        boolean seen =
                before == null
                        || before.role() != seat.role()
                        || before.muted() != seat.muted()
                        || before.micOpen() != seat.micOpen();
        if (seen) {
            seatChanges.put(seat.account(), seat);
        }
        timersChanged = true;
    }

    /** Takes a seat away; harmless when there is none. */
    void removeSeat(UUID account) {
        var before = seats.remove(account);
        if (before == null) {
            return;
        }
        StageStore.removeSeat(tx, id(), account);
        if (before.here()) {
            AudienceStore.seated(tx, id(), -1);
        }
        floor.seatGone(account);
        seatChanges.put(account, null);
        told.add(account);
        otherRole.add(account);
        rolesChanged = true;
        planChanged = true;
        timersChanged = true;
    }

    void raiseHand(UUID account, Instant at) {
        StageStore.raise(tx, id(), account, at);
        floor.orderChanged();
        handChanges.put(account, at);
        told.add(account);
    }

    /** Lowers a hand and says whether it was up. */
    boolean lowerHand(UUID account) {
        if (!StageStore.lower(tx, id(), account)) {
            return false;
        }
        handChanges.put(account, null);
        floor.handDown(account);
        told.add(account);
        return true;
    }

    void offer(UUID account, UUID by, Instant expires) {
        var offered = new StageStore.Offered(account, tx.now(), expires);
        StageStore.offer(tx, id(), offered, by);
        offerChanges.put(account, offered);
        told.add(account);
        tools.parts().deadlines().set(tx, RoomTimers.OFFER, offerKey(account), expires);
    }

    /** Takes an offer back, whoever ended it, and says whether there was one. */
    boolean withdraw(UUID account) {
        if (!StageStore.withdraw(tx, id(), account)) {
            return false;
        }
        offerChanges.put(account, null);
        told.add(account);
        tools.parts().deadlines().cancel(tx, RoomTimers.OFFER, offerKey(account));
        floor.offerGone(account);
        return true;
    }

    String offerKey(UUID account) {
        return id() + "/" + account;
    }

    void lockHands(boolean locked) {
        room = room.withHandsLocked(locked);
        roomPatch.put("handsLocked", locked);
    }

    void goLive() {
        room = room.wentLive(tx.now());
        roomPatch.put("phase", room.phase().word());
        roomPatch.put("liveAt", tx.now().toString());
        planChanged = true;
        hallwayChanged = true;
        tools.added().forEach(part -> part.wentLive(this));
    }

    void endAt(@Nullable Instant when) {
        room = room.withEndsAt(when);
        if (when == null) {
            roomPatch.putNull("endsAt");
            tools.parts().deadlines().cancel(tx, RoomTimers.END, id().toString());
        } else {
            roomPatch.put("endsAt", when.toString());
            tools.parts().deadlines().set(tx, RoomTimers.END, id().toString(), when);
        }
    }

    /** Ends the room: everybody leaves, nobody comes; who was on the stage stays on the card. */
    void end() {
        var deadlines = tools.parts().deadlines();
        for (var kind : RoomTimers.OF_ROOM) {
            deadlines.cancel(tx, kind, id().toString());
        }
        floor.close();
        StageStore.offers(tx, id()).forEach(offered -> withdraw(offered.account()));
        StageStore.hands(tx, id()).forEach(hand -> lowerHand(hand.account()));
        for (var seat : seats.values()) {
            StageStore.put(tx, id(), seat.gone(tx.now()));
            seatChanges.put(seat.account(), null);
            told.add(seat.account());
        }
        AudienceStore.dropTickets(tx, id());
        SourceStore.forget(tx, id());
        AudienceStore.closeAll(tx, id(), tx.now());
        room = room.ended(tx.now());
        roomPatch.put("phase", room.phase().word());
        roomPatch.put("endedAt", tx.now().toString());
        roomPatch.putNull("endsAt");
        planChanged = true;
        hallwayChanged = true;
        timersChanged = false;
        tools.added().forEach(part -> part.ended(this));
    }

    /** Nobody is connected any more; seats and hands wait for their holders. */
    void everybodyGone(Instant since) {
        AudienceStore.closeAll(tx, id(), since);
        seats.replaceAll((_, seat) -> seat.here() ? seat.gone(tx.now()) : seat);
        for (var seat : seats.values()) {
            StageStore.put(tx, id(), seat);
            seatChanges.put(seat.account(), seat);
        }
        StageStore.handsLost(tx, id());
        timersChanged = true;
    }

    /** Whether every seat's holder is connected. */
    boolean allHere() {
        return seats.values().stream().allMatch(StageSeat::here);
    }

    /** What the media plane is to know changed beside the seats. */
    public void planAnew() {
        planChanged = true;
    }

    /** What the room's card shows beside its people is another. */
    public void cardChanged() {
        hallwayChanged = true;
    }

    /** Has the plan applied again as it is. */
    void repeatPlan() {
        planRepeated = true;
    }

    /** Keeps an identity out from now on, and takes whatever it has in the room. */
    void expel(String identity, AudienceStore.Cause cause) {
        AudienceStore.bar(tx, id(), identity, cause);
        AudienceStore.dropTicket(tx, id(), identity);
        planChanged = true;
        var account = Identities.account(identity);
        if (account != null) {
            removeSeat(account);
            lowerHand(account);
            withdraw(account);
            told.add(account);
            shutOut.add(account);
            tools.added().forEach(part -> part.sentAway(this, account));
        }
    }

    /** Lets an identity in again that was kept out for this cause. */
    void readmit(String identity, AudienceStore.Cause cause) {
        planChanged |= AudienceStore.unbar(tx, id(), identity, cause);
    }

    /**
     * Changes the part of a noun that everybody sees.
     *
     * @param patch as of RFC 7386; null in it takes away
     */
    public void say(RoomPart part, JsonNode patch) {
        partPatch.set(part.name(), patch);
    }

    /** Another rule for the floor; hands stay up in their order. */
    public void floorMode(FloorMode mode, Duration box) {
        floor.mode(mode, box);
    }

    /** Writes a line of the room's log. */
    void log(@Nullable UUID actor, String act, @Nullable String about) {
        log(actor, act, about, null);
    }

    /** Writes a line of the room's log with what its actor said. */
    public void log(
            @Nullable UUID actor, String act, @Nullable String about, @Nullable String note) {
        RoomStore.log(
                tx, new RoomStore.Line(tools.parts().ids().next(), id(), actor, act, about), note);
    }

    /** Saves the room and tells everybody whom it concerns; called once, last. */
    void finish(String type) {
        floor.settle();
        floor.save();
        planChanged |= floor.changed();
        long version = room.version();
        long hostVersion = room.hostVersion();
        long planVersion = room.planVersion();
        var patch = patch();
        if (!patch.isEmpty()) {
            version++;
            tx.fact(new ChannelEvent(RoomChannel.name(id()), version, type, patch));
        }
        if (!offerChanges.isEmpty()) {
            hostVersion++;
            tx.fact(new ChannelEvent(HostChannel.name(id()), hostVersion, type, offersPatch()));
        }
        if (planChanged) {
            planVersion++;
        }
        room = room.withVersions(version, hostVersion, planVersion);
        RoomStore.save(tx, room);
        if (planChanged || planRepeated) {
            tx.fact(new PlanMade(plan()));
        }
        if (timersChanged && !room.ended()) {
            setHandover();
        }
        if (hallwayChanged || (rolesChanged && !room.ended())) {
            tx.fact(new HallwayStale());
        }
        if (rolesChanged && !room.ended()) {
            var count = AudienceStore.count(tx, id());
            tx.fact(new AudienceChanged(id(), count.listeners(), count.guests()));
        }
        told.forEach(account -> tell(account, type));
        otherRole.forEach(account -> tx.fact(new AccessChanged(HostChannel.name(id()), account)));
        shutOut.forEach(account -> tx.fact(new AccessChanged(RoomChannel.name(id()), account)));
    }

    /** What the media plane is to make of the room as it is now. */
    StagePlan plan() {
        var subRooms = room.ended() ? SubRooms.NONE : SubRoomStore.of(tx, id());
        var recorded = tools.recorded(tx, room);
        var places =
                seats.values().stream()
                        .collect(
                                Collectors.toMap(
                                        StageSeat::identity,
                                        seat -> place(seat, subRooms, recorded)));
        return new StagePlan(
                id(),
                room.planVersion(),
                !room.ended(),
                room.phase() == Phase.LIVE,
                room.ended() ? Map.of() : places,
                AudienceStore.barred(tx, id()),
                tools.settings().audienceMax(),
                subRooms);
    }

    /** What is said in a sub-room is not for everybody, and not for the recording. */
    private Seat place(StageSeat seat, SubRooms subRooms, Set<UUID> recorded) {
        boolean kept = recorded.contains(seat.account()) && subRooms.of(seat.identity()) == 0;
        boolean heard = subRooms.unbound(seat.identity()) || floor.hears(seat.account());
        boolean silent = seat.muted() || !heard;
        boolean held = floor.floor().manner().pushToTalk();
        return new Seat(true, silent, seat.role().rank(), kept, held);
    }

    private ObjectNode patch() {
        var people = new TreeSet<UUID>(seatChanges.keySet());
        people.addAll(handChanges.keySet());
        if (rolesChanged) {
            people.addAll(seats.keySet());
        }
        var faces = tools.views().faces(tx, people);
        if (rolesChanged && !room.ended()) {
            roomPatch.set("speakers", Patches.tree(tools.views().speakers(seats.values(), faces)));
        }
        var patch = partPatch.deepCopy();
        if (!roomPatch.isEmpty()) {
            patch.set("room", roomPatch);
        }
        if (floor.changed()) {
            patch.set("floor", floorPatch());
        }
        if (!seatChanges.isEmpty()) {
            var stage = new HashMap<String, @Nullable Object>();
            seatChanges.forEach(
                    (account, seat) ->
                            stage.put(
                                    account.toString(),
                                    seat == null ? null : tools.views().person(seat, faces)));
            patch.set("stage", Patches.entries(stage));
        }
        if (!handChanges.isEmpty()) {
            var hands = new HashMap<String, @Nullable Object>();
            handChanges.forEach(
                    (account, at) ->
                            hands.put(
                                    account.toString(),
                                    at == null
                                            ? null
                                            : tools.views()
                                                    .hand(
                                                            new StageStore.Raised(account, at),
                                                            faces)));
            patch.set("hands", Patches.entries(hands));
        }
        return patch;
    }

    /** What is absent in the view is to be taken away by the patch. */
    private ObjectNode floorPatch() {
        ObjectNode seen = Json.mapper().valueToTree(floor.view());
        for (var optional : List.of("turn", "voteEndsAt")) {
            if (!seen.has(optional)) {
                seen.putNull(optional);
            }
        }
        return seen;
    }

    private ObjectNode offersPatch() {
        var offers = new HashMap<String, @Nullable Object>();
        offerChanges.forEach(
                (account, offered) ->
                        offers.put(
                                account.toString(),
                                offered == null ? null : HostChannel.entry(offered)));
        var patch = Json.mapper().createObjectNode();
        patch.set("offers", Patches.entries(offers));
        return patch;
    }

    private void setHandover() {
        var settings = tools.settings();
        var next = Handover.next(seats.values(), settings.cohostAfter(), settings.speakerAfter());
        if (next == null) {
            tools.parts().deadlines().cancel(tx, RoomTimers.HANDOVER, id().toString());
        } else {
            tools.parts().deadlines().set(tx, RoomTimers.HANDOVER, id().toString(), next.due());
        }
    }

    private void tell(UUID account, String type) {
        if (Visiting.is(account)) {
            return; // nobody without an account has a channel of their own
        }
        var who = Who.member(account);
        var you = Views.you(who, RoomStore.tie(tx, room, who.identity(), account));
        var rooms = Json.mapper().createObjectNode();
        var lasting = room.ended() ? null : Views.lasting(you);
        if (lasting == null) {
            rooms.putNull(id().toString());
        } else {
            rooms.set(id().toString(), Patches.tree(lasting));
        }
        var patch = Json.mapper().createObjectNode();
        patch.set("rooms", rooms);
        tools.parts().accounts().tell(tx, account, type, patch);
    }
}
