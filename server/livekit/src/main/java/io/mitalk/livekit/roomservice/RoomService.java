package io.mitalk.livekit.roomservice;

import com.google.protobuf.Message;
import io.mitalk.livekit.room.Participant;
import io.mitalk.livekit.room.ParticipantChange;
import io.mitalk.livekit.room.Permissions;
import io.mitalk.livekit.room.Room;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.room.RoomRefused;
import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.room.RoomTerms;
import io.mitalk.livekit.room.Rooms;
import io.mitalk.livekit.room.ServerCalls;
import io.mitalk.livekit.room.TextLimits;
import io.mitalk.livekit.token.Realm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Function;
import livekit.LivekitModels;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.DeleteRoomRequest;
import livekit.LivekitRoom.DeleteRoomResponse;
import livekit.LivekitRoom.ForwardParticipantRequest;
import livekit.LivekitRoom.ListParticipantsRequest;
import livekit.LivekitRoom.ListParticipantsResponse;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.ListRoomsResponse;
import livekit.LivekitRoom.MoveParticipantRequest;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.MuteRoomTrackResponse;
import livekit.LivekitRoom.PerformRpcRequest;
import livekit.LivekitRoom.PerformRpcResponse;
import livekit.LivekitRoom.RemoveParticipantResponse;
import livekit.LivekitRoom.RoomParticipantIdentity;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.SendDataResponse;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateRoomMetadataRequest;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;
import livekit.LivekitRoom.UpdateSubscriptionsResponse;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The methods of {@code livekit.RoomService}: each checks what its caller may do, then asks the room, and
 * blocks for its queue.
 */
final class RoomService {

    private static final int MAX_ROOM_NAME_CHARS = 256;
    private static final long MS_PER_SECOND = 1000;
    private static final int NONCE_BYTES = 16;

    /** What every client takes as one message. */
    private static final int MAX_DATA_BYTES = 64_000;

    private static final int MAX_PAYLOAD_BYTES = 15 * 1024;
    private static final int USUAL_CALL_MS = 15_000;
    private static final int LONGEST_CALL_MS = 60_000;

    private final Rooms rooms;
    private final RoomSettings limits;
    private final ApiSettings settings;
    private final Map<String, Method<?>> methods =
            Map.ofEntries(
                    method("CreateRoom", CreateRoomRequest.getDefaultInstance(), this::create),
                    method("ListRooms", ListRoomsRequest.getDefaultInstance(), this::list),
                    method("DeleteRoom", DeleteRoomRequest.getDefaultInstance(), this::delete),
                    method(
                            "ListParticipants",
                            ListParticipantsRequest.getDefaultInstance(),
                            this::participants),
                    method(
                            "GetParticipant",
                            RoomParticipantIdentity.getDefaultInstance(),
                            this::participant),
                    method(
                            "RemoveParticipant",
                            RoomParticipantIdentity.getDefaultInstance(),
                            this::remove),
                    method(
                            "MutePublishedTrack",
                            MuteRoomTrackRequest.getDefaultInstance(),
                            this::mute),
                    method(
                            "UpdateParticipant",
                            UpdateParticipantRequest.getDefaultInstance(),
                            this::update),
                    method(
                            "UpdateSubscriptions",
                            UpdateSubscriptionsRequest.getDefaultInstance(),
                            this::subscribe),
                    method(
                            "UpdateRoomMetadata",
                            UpdateRoomMetadataRequest.getDefaultInstance(),
                            this::describe),
                    method("SendData", SendDataRequest.getDefaultInstance(), this::send),
                    method("PerformRpc", PerformRpcRequest.getDefaultInstance(), this::perform),
                    refused("ForwardParticipant", ForwardParticipantRequest.getDefaultInstance()),
                    refused("MoveParticipant", MoveParticipantRequest.getDefaultInstance()));

    RoomService(Rooms rooms, RoomSettings limits, ApiSettings settings) {
        this.rooms = rooms;
        this.limits = limits;
        this.settings = settings;
    }

    /**
     * Immutable. One method.
     *
     * @param empty makes builders of its request
     */
    record Method<I extends Message>(I empty, Function<Message, I> cast, Call<I> call) {

        Message answer(Caller caller, Message request) throws TwirpFailure, RoomRefused {
            return call.answer(caller, cast.apply(request));
        }
    }

    @FunctionalInterface
    private interface Call<I> {
        Message answer(Caller caller, I request) throws TwirpFailure, RoomRefused;
    }

    /** Null when there is no method of this name. */
    @Nullable Method<?> method(String name) {
        return methods.get(name);
    }

    private static <I extends Message> Map.Entry<String, Method<?>> method(
            String name, I empty, Call<I> call) {
        @SuppressWarnings("unchecked") // the class of an instance of I
        var type = (Class<I>) empty.getClass();
        return Map.entry(name, new Method<>(empty, type::cast, call));
    }

    private static Map.Entry<String, Method<?>> refused(String name, Message empty) {
        return method(
                name,
                empty,
                (_, _) -> {
                    throw new TwirpFailure(
                            TwirpFailure.Code.UNIMPLEMENTED, name + " is not served here");
                });
    }

    private Message create(Caller caller, CreateRoomRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.creates(request.getName());
        if (request.getName().length() > MAX_ROOM_NAME_CHARS) {
            throw invalid("room name length exceeds limits");
        }
        bounded(request.getMetadata(), limits.texts().metadata(), "metadata");
        if (request.hasEgress()) {
            throw new TwirpFailure(TwirpFailure.Code.UNIMPLEMENTED, "egress is not served here");
        }
        int most = request.getMaxParticipants();
        var terms =
                new RoomTerms(
                        milliseconds(request.getEmptyTimeout(), limits.emptyTimeoutMs()),
                        milliseconds(request.getDepartureTimeout(), limits.departureTimeoutMs()),
                        most == 0
                                ? limits.maxParticipants()
                                : atMost(limits.maxParticipants(), most),
                        request.getMetadata());
        return rooms.create(key, terms);
    }

    private Message list(Caller caller, ListRoomsRequest request) throws TwirpFailure {
        caller.lists();
        var names = new HashSet<>(request.getNamesList());
        var answer = ListRoomsResponse.newBuilder();
        for (LivekitModels.Room room : rooms.list(Realm.OPERATOR)) {
            if (names.isEmpty() || names.contains(room.getName())) {
                answer.addRooms(room);
            }
        }
        return answer.build();
    }

    private Message delete(Caller caller, DeleteRoomRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.creates(request.getRoom());
        rooms.visit(key, Room::info);
        rooms.end(key).join();
        return DeleteRoomResponse.getDefaultInstance();
    }

    /** A room that is not there has no participants, which is no error. */
    private Message participants(Caller caller, ListParticipantsRequest request)
            throws TwirpFailure {
        RoomKey key = caller.manages(request.getRoom());
        try {
            return ListParticipantsResponse.newBuilder()
                    .addAllParticipants(rooms.visit(key, Room::everybody))
                    .build();
        } catch (RoomRefused absent) {
            return ListParticipantsResponse.getDefaultInstance();
        }
    }

    private Message participant(Caller caller, RoomParticipantIdentity request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        return rooms.visit(key, room -> room.participant(request.getIdentity()).info());
    }

    private Message remove(Caller caller, RoomParticipantIdentity request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        return rooms.visit(
                key,
                room -> {
                    var participant = room.participant(request.getIdentity());
                    room.dismiss(participant, DisconnectReason.PARTICIPANT_REMOVED);
                    return RemoveParticipantResponse.getDefaultInstance();
                });
    }

    private Message mute(Caller caller, MuteRoomTrackRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        if (!request.getMuted() && !settings.remoteUnmute()) {
            throw new TwirpFailure(
                    TwirpFailure.Code.FAILED_PRECONDITION, "remote unmute not enabled");
        }
        return rooms.visit(
                key,
                room -> {
                    var publisher = room.participant(request.getIdentity()).publisher();
                    publisher.muteFromOutside(request.getTrackSid(), request.getMuted());
                    var track = publisher.track(request.getTrackSid());
                    if (track == null) {
                        throw new RoomRefused(RoomRefused.Reason.NO_TRACK);
                    }
                    return MuteRoomTrackResponse.newBuilder().setTrack(track).build();
                });
    }

    private Message update(Caller caller, UpdateParticipantRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        bounded(request.getName(), limits.texts().name(), "name");
        bounded(request.getMetadata(), limits.texts().metadata(), "metadata");
        var change =
                new ParticipantChange(
                        request.getName().isEmpty() ? null : request.getName(),
                        request.getMetadata().isEmpty() ? null : request.getMetadata(),
                        request.getAttributesMap(),
                        request.hasPermission() ? new Permissions(request.getPermission()) : null);
        return rooms.visit(key, room -> changed(room.participant(request.getIdentity()), change));
    }

    private static ParticipantInfo changed(Participant participant, ParticipantChange change)
            throws RoomRefused {
        if (!change.apply(participant)) {
            throw new RoomRefused(RoomRefused.Reason.TOO_LONG);
        }
        return participant.info();
    }

    private Message subscribe(Caller caller, UpdateSubscriptionsRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        var tracks = new ArrayList<String>(request.getTrackSidsList());
        request.getParticipantTracksList().forEach(of -> tracks.addAll(of.getTrackSidsList()));
        return rooms.visit(
                key,
                room -> {
                    var subscriber = room.participant(request.getIdentity()).subscriber();
                    subscriber.wish(tracks, request.getSubscribe());
                    return UpdateSubscriptionsResponse.getDefaultInstance();
                });
    }

    private Message describe(Caller caller, UpdateRoomMetadataRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        bounded(request.getMetadata(), limits.texts().metadata(), "metadata");
        return rooms.visit(
                key,
                room -> {
                    room.describe(request.getMetadata());
                    return room.info();
                });
    }

    private Message send(Caller caller, SendDataRequest request) throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        int nonce = request.getNonce().size();
        if (nonce != 0 && nonce != NONCE_BYTES) {
            throw invalid("nonce should be 16-bytes or not present, got: " + nonce + " bytes");
        }
        if (request.getData().size() > MAX_DATA_BYTES) {
            throw invalid("data is larger than " + MAX_DATA_BYTES + " bytes");
        }
        var packet = ServerPackets.of(request);
        return rooms.visit(
                key,
                room -> {
                    room.data().fromServer(packet, request.getDestinationIdentitiesList());
                    return SendDataResponse.getDefaultInstance();
                });
    }

    /** Waits for the participant's answer. */
    private Message perform(Caller caller, PerformRpcRequest request)
            throws TwirpFailure, RoomRefused {
        RoomKey key = caller.manages(request.getRoom());
        if (request.getPayload().getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
            throw invalid("request payload too large");
        }
        int asked = request.getResponseTimeoutMs();
        int timeoutMs = asked == 0 ? USUAL_CALL_MS : atMost(LONGEST_CALL_MS, asked);
        var answer =
                rooms.visit(
                        key,
                        room ->
                                room.calls()
                                        .call(
                                                room.participant(request.getDestinationIdentity()),
                                                request.getMethod(),
                                                request.getPayload(),
                                                timeoutMs));
        return switch (answer.join()) {
            case ServerCalls.Answer.Payload(String text) ->
                    PerformRpcResponse.newBuilder().setPayload(text).build();
            case ServerCalls.Answer.Failure(int code, String message) ->
                    throw TwirpFailure.ofCall(code, message);
        };
    }

    private static void bounded(String text, int most, String what) throws TwirpFailure {
        if (TextLimits.bytes(text) > most) {
            throw invalid(what + " size exceeds limits");
        }
    }

    private static TwirpFailure invalid(String text) {
        return new TwirpFailure(TwirpFailure.Code.INVALID_ARGUMENT, text);
    }

    /** The wire's seconds have 32 bits without a sign; none means the usual. */
    private static long milliseconds(int seconds, long usualMs) {
        return seconds == 0 ? usualMs : Integer.toUnsignedLong(seconds) * MS_PER_SECOND;
    }

    private static int atMost(int most, int unsigned) {
        return (int) Math.min(most, Integer.toUnsignedLong(unsigned));
    }
}
